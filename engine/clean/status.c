/* status: see status.h. Words are compared folded, with hyphens and underscores as blanks. */
#include "engine/clean/status.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/missing.h"
#include "engine/unicode/fold.h"

static const struct {
    const char *word;
    enum registration_status status;
    enum attended attended;
} statuses[] = {
#define STATUS(word, status, attended) {word, REGISTRATION_##status, ATTENDED_##attended},
#include "engine/clean/status.def"
#undef STATUS
};

static const char *const yes_words[] = {"ja",
                                        "j",
                                        "yes",
                                        "y",
                                        "x",
                                        "1",
                                        "true",
                                        "waar",
                                        "v",
                                        "ok",
                                        "oui",
                                        "si",
                                        "sim",
                                        "tak",
                                        "aanwezig",
                                        "present",
                                        "presente",
                                        "anwesend",
                                        "obecny",
                                        "obecna",
                                        "attended",
                                        "\xE2\x9C\x93",
                                        "\xE2\x9C\x94",
                                        "\xE2\x98\x91",
                                        "\xE2\x88\x9A",
                                        "\xF0\x9F\x97\xB8",
                                        "\xE2\x9C\x85",
                                        "\xF0\x9F\x91\x8D",
                                        "p",
                                        "+",
                                        "xx",
                                        "geweest",
                                        "ingecheckt",
                                        "checked in",
                                        "wel",
                                        "erbij",
                                        "aangemeld",
                                        "gekomen"};
static const char *const no_words[] = {"nee",
                                       "n",
                                       "no",
                                       "0",
                                       "-",
                                       "--",
                                       "false",
                                       "onwaar",
                                       "afwezig",
                                       "absent",
                                       "abwesend",
                                       "ausente",
                                       "assente",
                                       "nieobecny",
                                       "nieobecna",
                                       "nein",
                                       "non",
                                       "nie",
                                       "nao",
                                       "niet",
                                       "no show",
                                       "noshow",
                                       "afgemeld",
                                       "\xE2\x9C\x97",
                                       "\xE2\x9C\x98",
                                       "\xE2\x9C\x96",
                                       "\xE2\x98\x90",
                                       "\xE2\x9D\x8C",
                                       "n.v.t.",
                                       "nvt",
                                       "niet aanwezig",
                                       "/",
                                       "ziek",
                                       "verhinderd",
                                       "not attended",
                                       "niet gekomen"};
static const char *const walk_ins[] = {"niet aangemeld",
                                       "inloop",
                                       "inloper",
                                       "walk in",
                                       "walkin",
                                       "zonder aanmelding",
                                       "spontaan",
                                       "niet geregistreerd",
                                       "on site registration",
                                       "not registered"};
static const char *const staff_roles[] = {
    "organizer",        "organiser",        "co organizer",
    "co organiser",     "coorganizer",      "organisator",
    "medeorganisator",  "mede organisator", "co organisator",
    "coorganisator",    "organisatrice",    "organisateur",
    "co organisateur",  "coorganisateur",   "mitorganisator",
    "mitorganisatorin", "organisatorin",    "organizador",
    "coorganizador",    "organizzatore",    "organizator",
    "wspolorganizator", "arrangor",         "medarrangor",
    "organisator",      "medorganisator",   "jarjestaja",
    "apujarjestaja",    "kanssajarjestaja", "co organizzatore",
    "coorganizzatore",  "coorganisateur",   "host",
    "co host",          "gastheer",         "organisatie",
    "開催者",           "主催者",           "组织者",
    "召集人",           "организатор",      "duzenleyen"};
static const char *const live_roles[] = {"producer",  "presenter", "producent",  "presentator",
                                         "produzent", "referent",  "producteur", "presentateur"};

#define IN(list, word) in_list((word), (list), sizeof(list) / sizeof *(list))

static bool in_list(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (*word == *list[i] && strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the text is one of the words, or begins with one: "Beigetreten vor", "A rejoint avant".
 */
#define BEGINS(list, word) begins_with((word), (list), sizeof(list) / sizeof *(list))

static bool begins_with(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t size = *word == *list[i] ? strlen(list[i]) : 0;
        if (size > 0 && strncmp(word, list[i], size) == 0 &&
            (word[size] == '\0' || word[size] == ' ')) {
            return true;
        }
    }
    return false;
}

/* Folded plain, without apostrophes ("liste d'attente"), hyphens and underscores between letters as
 * blanks, a closing full stop cut. */
static const char *word_of(struct arena *arena, const char *text)
{
    char *plain = fold_plain(arena, text);
    size_t size = 0;
    for (const char *s = plain; *s != '\0'; s++) {
        plain[size] = *s;
        size += *s != '\'';
    }
    plain[size] = '\0';
    for (size_t i = 1; i + 1 < size; i++) {
        if (plain[i] == '_' || (plain[i] == '-' && plain[i - 1] != '-' && plain[i + 1] != '-')) {
            plain[i] = ' ';
        }
    }
    if (size > 1 && (plain[size - 1] == '.' || plain[size - 1] == '!')) {
        plain[size - 1] = '\0';
    }
    return plain;
}

static bool is_letter_at(const char *s)
{
    return (*s >= 'a' && *s <= 'z') || (unsigned char)*s >= 0x80;
}

/* Whether the text holds the word as a whole. */
static bool holds_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *s = strstr(text, word); s != NULL; s = strstr(s + 1, word)) {
        if ((s == text || !is_letter_at(s - 1)) && !is_letter_at(s + size)) {
            return true;
        }
    }
    return false;
}

/* "Staat op de wachtlijst", "Heeft geannuleerd": the one thing that is said in a sentence, when it
 * is that the registration does not count; words of the others also say other things ("deelnemer").
 */
static bool status_within(const char *text, enum registration_status *status)
{
    enum { LEAST = 6 };
    bool found = false;
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (strlen(statuses[i].word) < LEAST || !holds_word(text, statuses[i].word)) {
            continue;
        }
        if (found && *status != statuses[i].status) {
            return false;
        }
        *status = statuses[i].status;
        found = true;
    }
    return found && *status != REGISTRATION_LIVE;
}

enum cleaned status_read(struct arena *arena, const char *text, enum registration_status *status,
                         enum attended *attended)
{
    *status = REGISTRATION_LIVE;
    *attended = ATTENDED_UNKNOWN;
    if (text_is_blank(text) || strspn(text, "- ") == strlen(text)) {
        return CLEANED_EMPTY;
    }
    const char *word = word_of(arena, text);
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (*statuses[i].word == *word && strcmp(statuses[i].word, word) == 0) {
            *status = statuses[i].status;
            *attended = statuses[i].attended;
            return CLEANED;
        }
    }
    /* "Afgemeld op 3 oktober", "Cancelled by user": the first words decide. */
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        size_t size = strlen(statuses[i].word);
        if (size > 4 && strncmp(statuses[i].word, word, size) == 0 &&
            strchr(" ,:;(-/", word[size]) != NULL) {
            *status = statuses[i].status;
            *attended = statuses[i].attended;
            return CLEANED;
        }
    }
    if (missing_is(text)) {
        return CLEANED_EMPTY;
    }
    /* "Nog niet bevestigd", "Not approved": whatever it is not, it is not live. */
    static const char *const denials[] = {"niet", "nog niet", "not", "not yet", "nicht", "geen"};
    if (BEGINS(denials, word)) {
        *status = REGISTRATION_PENDING;
        return CLEANED;
    }
    /* What is denied in the middle of a sentence is for a person to read. */
    bool denied = holds_word(word, "niet") || holds_word(word, "not") || holds_word(word, "geen") ||
                  holds_word(word, "nicht");
    enum registration_status within = REGISTRATION_LIVE;
    if (!denied && status_within(word, &within)) {
        *status = within;
        return CLEANED;
    }
    return CLEANED_BAD;
}

enum cleaned mark_read(struct arena *arena, const char *text, bool *yes)
{
    *yes = false;
    if (text_is_blank(text)) {
        return CLEANED_EMPTY;
    }
    const char *word = text[1] == '\0' ? text : word_of(arena, text);
    char lower[2] = {text_lower_char(*text), '\0'};
    word = text[1] == '\0' ? lower : word;
    *yes = IN(yes_words, word);
    return *yes || IN(no_words, word) ? CLEANED : missing_is(text) ? CLEANED_EMPTY : CLEANED_BAD;
}

/* The whole number at the beginning of the text; what stands behind it. */
static const char *digits(const char *text, bool *zero)
{
    size_t size = strspn(text, "0123456789");
    *zero = strspn(text, "0") == size;
    return size > 0 ? text + size : NULL;
}

enum cleaned mark_read_points(const char *text, bool *yes)
{
    enum { LONGEST = 3 };
    *yes = false;
    const char *open = strstr(text, " (");
    if (open == NULL || open == text || open - text > LONGEST || !text_is_letter(open[-1])) {
        return CLEANED_BAD;
    }
    bool none;
    bool nothing;
    const char *slash = digits(open + 2, &none);
    const char *end = slash != NULL && *slash == '/' ? digits(slash + 1, &nothing) : NULL;
    if (end == NULL || *end != ')' || !text_is_blank(end + 1)) {
        return CLEANED_BAD;
    }
    char letter = text_lower_char(text[0]);
    *yes = !none && letter != 'e' && letter != 'v'; /* excused, verontschuldigd */
    return CLEANED;
}

enum cleaned mark_read_explained(struct arena *arena, const char *text, bool *yes)
{
    enum cleaned whole = mark_read(arena, text, yes);
    if (whole != CLEANED_BAD) {
        return whole;
    }
    if (mark_read_points(text, yes) == CLEANED) {
        return CLEANED;
    }
    size_t size = strcspn(text, " ,(;:");
    bool more = size > 0 && text[size] != '\0';
    return more ? mark_read(arena, arena_copy(arena, text, size), yes) : CLEANED_BAD;
}

bool status_is_walk_in(struct arena *arena, const char *text)
{
    return strnlen(text, STATUS_LONGEST) < STATUS_LONGEST && !text_is_blank(text) &&
           IN(walk_ins, word_of(arena, text));
}

bool status_is_staff_role(struct arena *arena, const char *text, bool live_event)
{
    if (text_is_blank(text)) {
        return false;
    }
    const char *word = word_of(arena, text);
    return IN(staff_roles, word) || (live_event && IN(live_roles, word));
}

enum presence_action status_action(struct arena *arena, const char *text)
{
    static const char *const joined[] = {"joined",
                                         "joined before",
                                         "toegetreden",
                                         "neemt deel",
                                         "deelgenomen",
                                         "neemt al deel",
                                         "beigetreten",
                                         "vorher beigetreten",
                                         "ingressou",
                                         "entrou",
                                         "entrou antes",
                                         "dolaczyl",
                                         "dolaczyl(a)",
                                         "dolaczono",
                                         "a rejoint",
                                         "se unio",
                                         "ha partecipato",
                                         "si e unito",
                                         "join",
                                         "eerder deelgenomen",
                                         "eerder toegetreden",
                                         "binnen",
                                         "binnengekomen",
                                         "joined earlier",
                                         "deltog",
                                         "har deltaget",
                                         "tilsluttet",
                                         "ble med",
                                         "anslot",
                                         "anslot tidigare",
                                         "ansluten",
                                         "liittyi",
                                         "liittynyt",
                                         "se ha unido",
                                         "sunio",
                                         "unido",
                                         "entrata",
                                         "entro",
                                         "pripojil se",
                                         "pripojeno",
                                         "katildi",
                                         "csatlakozott",
                                         "participou",
                                         "dolaczyla"};
    static const char *const left[] = {
        "left",        "verlaten",       "heeft verlaten", "vertrokken",  "verlassen",
        "saiu",        "opuscil",        "opuscil(a)",     "opuszczono",  "a quitte",
        "salio",       "ha abbandonato", "leave",          "weg",         "abandono",
        "a abandonne", "hat verlassen",  "forlod",         "har forladt", "forlot",
        "lamnade",     "har lamnat",     "poistui",        "poistunut",   "ha lasciato",
        "ha salido",   "ha abandonado",  "uscita",         "odesel",      "odpojeno",
        "ayrildi",     "tavozott",       "kilepett",       "opuscila",    "uitgelogd"};
    if (text_is_blank(text)) {
        return ACTION_NONE;
    }
    const char *word = word_of(arena, text);
    return BEGINS(joined, word) ? ACTION_JOINED : BEGINS(left, word) ? ACTION_LEFT : ACTION_NONE;
}
