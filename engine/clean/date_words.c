/* date_words: see date_words.h. */
#include "engine/clean/date_words.h"

#include <string.h>

#include "engine/base/text.h"

/* Month names by their first letters, folded to ASCII; the longer entry of a prefix goes first. The
 * words of English, Dutch, German, French, Spanish, Portuguese, Italian, Polish, Danish, Swedish,
 * Norwegian and Finnish. */
static const struct {
    const char *prefix;
    int month;
    bool dutch;
} months[] = {
    {"januari", 1, true},  {"jan", 1, false},     {"gen", 1, false},  {"ene", 1, false},
    {"sty", 1, false},     {"februari", 2, true}, {"feb", 2, false},  {"fev", 2, false},
    {"fév", 2, false},     {"lut", 2, false},     {"maart", 3, true}, {"mrt", 3, true},
    {"maa", 3, true},      {"mär", 3, false},     {"mae", 3, false},  {"marr", 11, false},
    {"mar", 3, false},     {"apr", 4, false},     {"avr", 4, false},  {"abr", 4, false},
    {"kwi", 4, false},     {"mei", 5, true},      {"may", 5, false},  {"mai", 5, false},
    {"mag", 5, false},     {"maj", 5, false},     {"juni", 6, true},  {"jun", 6, false},
    {"juin", 6, false},    {"giu", 6, false},     {"cze", 6, false},  {"juli", 7, true},
    {"juil", 7, false},    {"jul", 7, false},     {"lug", 7, false},  {"lip", 7, false},
    {"augustus", 8, true}, {"aug", 8, false},     {"aou", 8, false},  {"aoû", 8, false},
    {"ago", 8, false},     {"sie", 8, false},     {"sep", 9, false},  {"set", 9, false},
    {"wrz", 9, false},     {"oktober", 10, true}, {"okt", 10, true},  {"oct", 10, false},
    {"out", 10, false},    {"ott", 10, false},    {"paź", 10, false}, {"paz", 10, false},
    {"nov", 11, false},    {"lis", 11, false},    {"dec", 12, false}, {"dez", 12, false},
    {"déc", 12, false},    {"dic", 12, false},    {"gru", 12, false}, {"des", 12, false},
    {"tam", 1, false},     {"hel", 2, false},     {"huh", 4, false},  {"tou", 5, false},
    {"kes", 6, false},     {"hei", 7, false},     {"elo", 8, false},  {"syy", 9, false},
    {"lok", 10, false},    {"jou", 12, false},
};

/* Longest name of a month; a longer word that begins like one is not a month ("maatschappij"). */
static const char *const month_words[] = {
    "januari",    "january",     "januar",       "janvier",      "janeiro",    "enero",
    "gennaio",    "stycznia",    "februari",     "february",     "februar",    "février",
    "fevrier",    "fevereiro",   "febrero",      "febbraio",     "lutego",     "maart",
    "march",      "märz",        "maerz",        "mars",         "março",      "marco",
    "marzo",      "marca",       "april",        "avril",        "abril",      "aprile",
    "kwietnia",   "maio",        "mayo",         "maggio",       "maja",       "juni",
    "june",       "juin",        "junho",        "junio",        "giugno",     "czerwca",
    "juli",       "july",        "juillet",      "julho",        "julio",      "luglio",
    "lipca",      "augustus",    "august",       "août",         "aout",       "agosto",
    "sierpnia",   "september",   "septembre",    "setembro",     "septiembre", "settembre",
    "września",   "wrzesnia",    "oktober",      "october",      "octobre",    "outubro",
    "octubre",    "ottobre",     "października", "pazdziernika", "november",   "novembre",
    "novembro",   "noviembre",   "listopada",    "december",     "dezember",   "décembre",
    "decembre",   "dezembro",    "diciembre",    "dicembre",     "grudnia",    "sept",
    "mei",        "may",         "mai",          "mrt",          "maa",        "mär",
    "marts",      "augusti",     "desember",     "tammikuuta",   "helmikuuta", "maaliskuuta",
    "huhtikuuta", "toukokuuta",  "kesäkuuta",    "heinäkuuta",   "elokuuta",   "syyskuuta",
    "lokakuuta",  "marraskuuta", "joulukuuta",
};

int date_month(const char *word, bool *dutch)
{
    size_t size = strlen(word);
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        if (!text_starts_with(word, months[i].prefix)) {
            continue;
        }
        size_t prefix = strlen(months[i].prefix);
        bool whole = size == prefix;
        for (size_t k = 0; !whole && k < sizeof month_words / sizeof month_words[0]; k++) {
            size_t least = size < DATE_WORD - 1 ? size : DATE_WORD - 1;
            whole = strncmp(word, month_words[k], least) == 0 &&
                    (size == strlen(month_words[k]) || size == DATE_WORD - 1);
        }
        if (whole) {
            *dutch = *dutch || months[i].dutch;
            return months[i].month;
        }
    }
    return 0;
}

bool date_is_weekday(const char *word)
{
    static const char *const names[] = {
        "ma",        "di",         "wo",        "do",           "vr",          "za",
        "zo",        "maandag",    "dinsdag",   "woensdag",     "donderdag",   "vrijdag",
        "zaterdag",  "zondag",     "mo",        "tu",           "we",          "th",
        "fr",        "sa",         "su",        "mon",          "tue",         "tues",
        "wed",       "thu",        "thur",      "thurs",        "fri",         "sat",
        "sun",       "monday",     "tuesday",   "wednesday",    "thursday",    "friday",
        "saturday",  "sunday",     "mi",        "so",           "montag",      "dienstag",
        "mittwoch",  "donnerstag", "freitag",   "samstag",      "sonntag",     "lundi",
        "mardi",     "mercredi",   "jeudi",     "vendredi",     "samedi",      "dimanche",
        "lun",       "mer",        "jeu",       "ven",          "sam",         "dim",
        "lunedì",    "martedì",    "mercoledì", "giovedì",      "venerdì",     "sabato",
        "domenica",  "gio",        "sab",       "dom",          "lunes",       "martes",
        "miércoles", "miercoles",  "jueves",    "viernes",      "sábado",      "sabado",
        "domingo",   "mié",        "jue",       "vie",          "sáb",         "segunda",
        "terça",     "quarta",     "quinta",    "sexta",        "feira",       "seg",
        "ter",       "qua",        "qui",       "sex",          "mandag",      "tirsdag",
        "onsdag",    "torsdag",    "fredag",    "lørdag",       "søndag",      "måndag",
        "tisdag",    "lördag",     "söndag",    "man",          "tir",         "ons",
        "tor",       "tors",       "fre",       "lør",          "søn",         "mån",
        "tis",       "lör",        "sön",       "poniedziałek", "wtorek",      "środa",
        "czwartek",  "piątek",     "niedziela", "pon",          "wt",          "śr",
        "czw",       "pt",         "maanantai", "tiistai",      "keskiviikko", "torstai",
        "perjantai", "lauantai",   "sunnuntai", "tiistaina",    "torstaina"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (*word == *names[i] && strcmp(word, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Words between a day and a clock: "6 okt om 10:00", "à 10 h", "kl. 10.00", "alle 10:00". */
bool date_is_joint(const char *word)
{
    static const char *const joints[] = {"t",    "om",  "at",  "um", "à",   "a",
                                         "las",  "às",  "as",  "kl", "klo", "kello",
                                         "alle", "ore", "ora", "o",  "godz"};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        if (strcmp(word, joints[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Names of zones that tools write into cells, in minutes east of UTC. */
bool date_zone(const char *word, int64_t *offset)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {{"z", 0},      {"utc", 0},    {"gmt", 0},    {"wet", 0},    {"west", 60},
                 {"bst", 60},   {"cet", 60},   {"met", 60},   {"mez", 60},   {"cest", 120},
                 {"mest", 120}, {"mesz", 120}, {"eet", 120},  {"eest", 180}, {"est", -300},
                 {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360},
                 {"pst", -480}, {"pdt", -420}};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (strcmp(word, zones[i].name) == 0) {
            *offset = zones[i].minutes * 60;
            return true;
        }
    }
    return false;
}
