/* word_lists: see word_lists.h. */
#include "engine/privacy/word_lists.h"

#include <string.h>

#include "engine/base/text.h"

#define LIST(words)                                                                                \
    {                                                                                              \
        (words), sizeof(words) / sizeof *(words)                                                   \
    }

static bool is_word(const char *word, const char *s, size_t size)
{
    size_t i = 0;
    while (i < size && text_lower_char(s[i]) == word[i]) {
        i++;
    }
    return i == size && word[i] == '\0';
}

bool word_list_holds(const struct word_list *list, const char *s, size_t size)
{
    char first = size == 0 ? '\0' : text_lower_char(s[0]);
    for (size_t i = 0; i < list->count; i++) {
        if (list->words[i][0] == first && is_word(list->words[i], s, size)) {
            return true;
        }
    }
    return false;
}

static const char *const infixes_words[] = {"van", "de",  "der", "den", "het", "ten", "ter", "te",
                                            "in",  "'t",  "op",  "el",  "al",  "von", "la",  "le",
                                            "du",  "da",  "dos", "bin", "ben", "ap",  "d'",  "uit",
                                            "di",  "del", "vd",  "v",   "aan", "'s"};
const struct word_list word_list_infixes = LIST(infixes_words);

static const char *const addresses_words[] = {"mevr",   "mevrouw", "mw",  "dhr",  "heer",
                                              "meneer", "mr",      "drs", "prof", "mijnheer",
                                              "juf",    "mrs",     "ms",  "weth"};
const struct word_list word_list_addresses = LIST(addresses_words);
static const char *const greetings_words[] = {"groet",  "groeten", "groetjes", "mvg",
                                              "namens", "heet",    "gegroet",  "regards",
                                              "cheers", "naam",    "liefs",    "afzender"};
const struct word_list word_list_greetings = LIST(greetings_words);

bool word_list_is_infix(const char *s, size_t size)
{
    enum { LONGEST_INFIX = 3 };
    return size <= LONGEST_INFIX && word_list_holds(&word_list_infixes, s, size);
}

bool word_list_is_weak_infix(const char *s, size_t size)
{
    static const char *const words[] = {"het", "in", "op", "uit", "aan", "te", "al", "da", "la"};
    const struct word_list list = LIST(words);
    return word_list_holds(&list, s, size);
}

static const char *const everyday_words[] = {
    "elke",   "said",   "wil",   "roos",  "mark",  "stan",   "loes",  "rein",   "bos",   "veel",
    "goed",   "fijn",   "lief",  "jong",  "mooi",  "april",  "mei",   "max",    "hoop",  "dag",
    "met",    "bas",    "pien",  "pier",  "rick",  "mees",   "storm", "floor",  "linde", "iris",
    "jade",   "merel",  "fleur", "guus",  "jet",   "job",    "joy",   "luna",   "nova",  "noor",
    "sam",    "sky",    "ward",  "will",  "an",    "ad",     "ada",   "ben",    "bo",    "do",
    "el",     "jo",     "lies",  "lot",   "mar",   "marina", "mina",  "stella", "viola", "toon",
    "toos",   "drie",   "leen",  "peer",  "tara",  "boer",   "berg",  "brink",  "harm",  "ida",
    "victor", "claire", "mike",  "amber", "robin", "chris",  "dean",  "hope",   "grace", "faith",
    "rose",   "bill"};
const struct word_list word_list_everyday = LIST(everyday_words);

bool word_list_is_everyday_word(const char *s, size_t size)
{
    return word_list_holds(&word_list_everyday, s, size);
}

static const char *const places_words[] = {"Den Haag",
                                           "Den Bosch",
                                           "Den Helder",
                                           "Den Burg",
                                           "Den Ham",
                                           "Alphen aan den Rijn",
                                           "Horst aan de Maas",
                                           "Krimpen aan den IJssel",
                                           "Capelle aan den IJssel",
                                           "Bergen op Zoom",
                                           "Berg en Dal",
                                           "Loon op Zand",
                                           "Dijk en Waard",
                                           "West Maas en Waal",
                                           "Wijk bij Duurstede",
                                           "Land van Cuijk",
                                           "Hart van Brabant",
                                           "De Bilt",
                                           "De Meern",
                                           "De Wolden",
                                           "De Ronde Venen",
                                           "De Fryske Marren",
                                           "Het Hogeland",
                                           "Ten Boer",
                                           "Ter Aar",
                                           "Ter Apel",
                                           "Den Dolder"};
const struct word_list word_list_places = LIST(places_words);

bool word_list_is_sentence_word(const char *s, size_t size)
{
    static const char *const words[] = {"ik",         "de",        "het",       "een",
                                        "dat",        "dit",       "wat",       "maar",
                                        "en",         "we",        "wij",       "je",
                                        "er",         "op",        "als",       "niet",
                                        "wel",        "ook",       "dus",       "want",
                                        "bij",        "met",       "voor",      "van",
                                        "onze",       "mijn",      "graag",     "heel",
                                        "zeer",       "goed",      "the",       "and",
                                        "but",        "it",        "we",        "you",
                                        "this",       "that",      "they",      "she",
                                        "gemeente",   "gemeenten", "provincie", "ministerie",
                                        "waterschap", "teams",     "zoom",      "vng",
                                        "kcc",        "maandag",   "dinsdag",   "woensdag",
                                        "donderdag",  "vrijdag",   "zij",       "hij",
                                        "hoe",        "waarom",    "wanneer",   "meer",
                                        "minder",     "alles",     "iedereen",  "dienstverlening"};
    const struct word_list list = LIST(words);
    return word_list_holds(&list, s, size);
}

bool word_list_is_no_name(const char *s, size_t size)
{
    static const char *const words[] = {"gemeente",
                                        "provincie",
                                        "ministerie",
                                        "waterschap",
                                        "team",
                                        "afdeling",
                                        "kcc",
                                        "iphone",
                                        "ipad",
                                        "samsung",
                                        "galaxy",
                                        "laptop",
                                        "gast",
                                        "guest",
                                        "deelnemer",
                                        "zaal",
                                        "call-in",
                                        "user",
                                        "vng",
                                        "stichting",
                                        "organisatie",
                                        "burgerzaken",
                                        "klantcontactcentrum",
                                        "dienstverlening",
                                        "publiekszaken",
                                        "anoniem",
                                        "anonymous",
                                        "onbekend",
                                        "unknown",
                                        "nvt",
                                        "n.v.t.",
                                        "test",
                                        "receptie",
                                        "balie"};
    const struct word_list list = LIST(words);
    return word_list_holds(&list, s, size);
}

static const char *const pointed_words[] = {"dr", "ir", "ing", "gr", "m", "h"};
const struct word_list word_list_pointed = LIST(pointed_words);
