/* label: see label.h. */
#include "engine/settle/label.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/unicode/fold.h"

static bool is_noise(const char *word)
{
    static const char *const noise[] = {"ma",
                                        "di",
                                        "wo",
                                        "do",
                                        "vr",
                                        "za",
                                        "zo",
                                        "maandag",
                                        "dinsdag",
                                        "woensdag",
                                        "donderdag",
                                        "vrijdag",
                                        "zaterdag",
                                        "zondag",
                                        "attendance",
                                        "report",
                                        "aanwezigheidsrapport",
                                        "aanwezigheidslijst",
                                        "aanwezigheid",
                                        "presentielijst",
                                        "aanmeldlijst",
                                        "aanmeldingen",
                                        "deelnemerslijst",
                                        "deelnemers",
                                        "rapport",
                                        "meetingattendancereport",
                                        "meetingattendancelist",
                                        "attendeereport",
                                        "participants",
                                        "participantsreport",
                                        "csv",
                                        "xlsx",
                                        "sessie",
                                        "session",
                                        "uur",
                                        "u",
                                        "okt",
                                        "oktober",
                                        "maart",
                                        "mrt",
                                        "kopie",
                                        "copy",
                                        "online",
                                        "teams",
                                        "zoom"};
    for (size_t i = 0; i < sizeof noise / sizeof noise[0]; i++) {
        if (strcmp(word, noise[i]) == 0) {
            return true;
        }
    }
    return strspn(word, "0123456789") == strlen(word);
}

/* Splits a label; `all` keeps the noise (used when nothing else is left). */
struct label_words label_split(struct arena *arena, const char *label, bool all)
{
    struct label_words out = {0};
    char *folded = fold_plain(arena, label);
    for (char *s = folded; *s != '\0' && out.count < LABEL_WORDS;) {
        uint32_t c;
        size_t step = fold_decode(s, &c);
        if (!fold_is_letter(c) && !fold_is_digit(c)) {
            s += step;
            continue;
        }
        char *start = s;
        while ((step = fold_decode(s, &c)) > 0 &&
               (fold_is_letter(c) || fold_is_digit(c) || fold_is_mark(c))) {
            s += step;
        }
        char *word = arena_copy(arena, start, (size_t)(s - start));
        if (all || !is_noise(word)) {
            out.words[out.count++] = word;
            out.bytes += strlen(word);
        }
    }
    if (out.count == 0 && !all) {
        return label_split(arena, label, true);
    }
    return out;
}

static bool holds(const struct label_words *big, const struct label_words *small)
{
    for (size_t i = 0; small->count > 0 && i + small->count <= big->count; i++) {
        size_t k = 0;
        while (k < small->count && strcmp(big->words[i + k], small->words[k]) == 0) {
            k++;
        }
        if (k == small->count) {
            return true;
        }
    }
    return false;
}

size_t label_shared(const struct label_words *a, const struct label_words *b)
{
    size_t shared = 0;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            if (strcmp(a->words[i], b->words[k]) == 0) {
                shared += strlen(a->words[i]);
                break;
            }
        }
    }
    return shared;
}

/* How well a label fits a title, 0 to 100. */
int label_fit(const struct label_words *label, const struct label_words *title)
{
    if (label->count == 0 || title->count == 0) {
        return FIT_NONE;
    }
    bool in_label = holds(label, title);
    bool in_title = holds(title, label);
    if (in_label && in_title) {
        return FIT_EQUAL;
    }
    if (in_label && (title->count >= 2 || title->bytes >= 8)) {
        return FIT_HOLDS;
    }
    if (in_title && (label->count >= 2 || label->bytes >= 8)) {
        return FIT_HELD;
    }
    size_t both = 2 * label_shared(label, title);
    int share = (int)(both * 100 / (label->bytes + title->bytes));
    return share >= 60 ? FIT_SHARES + (share - 60) / 2 : FIT_NONE;
}

/* -- names of files
 * ------------------------------------------------------------------------------------------------
 */

/* Words with which people say what kind of list a file is. */
static bool names_list(const char *word)
{
    static const char *const words[] = {"aanmelding",
                                        "aanmeldingen",
                                        "aanmeldlijst",
                                        "inschrijving",
                                        "inschrijvingen",
                                        "inschrijflijst",
                                        "deelnemers",
                                        "deelnemerslijst",
                                        "presentie",
                                        "presentielijst",
                                        "presentielijsten",
                                        "aanwezigheid",
                                        "aanwezigheidslijst",
                                        "aanwezigen",
                                        "registraties",
                                        "lijst",
                                        "export",
                                        "sign-ups",
                                        "signups",
                                        "registrations",
                                        "attendees",
                                        "attendance",
                                        "presence",
                                        "csv",
                                        "xlsx"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* "(2)", and what a program puts beside the name of a copy; `copy` is where a word may stand alone.
 */
static bool marks_copy(const char *word, bool copy)
{
    size_t digits = word[0] == '(' ? strspn(word + 1, "0123456789") : 0;
    bool number = digits > 0 && strcmp(word + 1 + digits, ")") == 0;
    return number || (copy && (strcmp(word, "kopie") == 0 || strcmp(word, "copy") == 0));
}

const char *label_of_file(struct arena *arena, const char *name)
{
    struct text rest = text_create(arena);
    bool lists = false;
    bool copies = false;
    for (const char *s = name; *s != '\0';) {
        s += strspn(s, " ");
        size_t size = strcspn(s, " ");
        const char *word = arena_copy(arena, s, size);
        const char *plain = fold_plain(arena, word);
        bool first = s == name;
        const char *next = s + size + strspn(s + size, " ");
        bool joins = copies && (strcmp(plain, "van") == 0 || strcmp(plain, "of") == 0);
        if (marks_copy(plain, first || *next == '\0' || *next == '(')) {
            copies = copies || first;
        } else if (names_list(plain)) {
            lists = true;
        } else if (!joins && strcmp(word, "-") != 0) {
            text_add(&rest, rest.size == 0 ? "" : " ");
            text_add(&rest, word);
        }
        s += size;
    }
    if (rest.size == 0) {
        return lists ? "" : name;
    }
    /* A lone word of a tool, and a number behind it that says which meeting it was. */
    struct label_words words = label_split(arena, rest.bytes, false);
    bool tool = words.count == 1 && is_noise(words.words[0]);
    return tool ? name : rest.bytes;
}
