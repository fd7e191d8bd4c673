/* likeness: see likeness.h. */
#include "engine/settle/likeness.h"

#include <string.h>

/* Edits (insert, delete, replace) between two words, at most `limit` + 1. */
static size_t word_edits(const char *a, size_t na, const char *b, size_t nb, size_t limit)
{
    enum { LONGEST = 40 };
    if (na > LONGEST || nb > LONGEST) {
        return limit + 1;
    }
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= nb; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            best = best < row[j] + 1 ? best : row[j] + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[nb];
}

/* Two words of names that may be the same: equal, one a beginning or part of the other (S. for
 * Sanne, Bas for Sebastiaan), or two edits apart. */
static bool words_agree(const char *a, size_t na, const char *b, size_t nb)
{
    size_t least = na < nb ? na : nb;
    if (least == 0) {
        return true;
    }
    if (na > nb) {
        const char *swap = a;
        a = b;
        b = swap;
        size_t size = na;
        na = nb;
        nb = size;
    }
    size_t initial = na == 2 && a[1] == '.' ? 1 : na; /* "s." */
    for (size_t i = 0; i + initial <= nb && (initial >= 3 || i == 0); i++) {
        if (memcmp(a, b + i, initial) == 0) {
            return true;
        }
    }
    return least >= 4 && word_edits(a, na, b, nb, 2) <= 2;
}

/* Are two folded names clearly two people? The first words or the last words do not agree. A name
 * of one word agrees with any name that holds such a word. */
bool likeness_two_people(const char *a, const char *b)
{
    const char *a_last = strrchr(a, ' ');
    const char *b_last = strrchr(b, ' ');
    if (a_last == NULL || b_last == NULL) {
        const char *one = a_last == NULL ? a : b;
        const char *other = a_last == NULL ? b : a;
        size_t size = strlen(one);
        for (const char *word = other; *word != '\0';) {
            size_t length = strcspn(word, " ");
            if (words_agree(one, size, word, length)) {
                return false;
            }
            word += length + (word[length] == ' ');
        }
        return true;
    }
    return !words_agree(a, strcspn(a, " "), b, strcspn(b, " ")) ||
           !words_agree(a_last + 1, strlen(a_last + 1), b_last + 1, strlen(b_last + 1));
}

/* What devices and rooms are called: beside an address it is no second person ("iPhone van Sanne",
 * "Gemeente Venlo"). */
bool likeness_no_person(const char *folded_name)
{
    static const char *const words[] = {"iphone",       "ipad",      "samsung",    "galaxy",
                                        "android",      "huawei",    "pixel",      "laptop",
                                        "macbook",      "pc",        "desktop",    "telefoon",
                                        "mobiel",       "gebruiker", "user",       "guest",
                                        "gast",         "deelnemer", "anonymous",  "anoniem",
                                        "gemeente",     "provincie", "waterschap", "ministerie",
                                        "team",         "afdeling",  "zaal",       "vergaderruimte",
                                        "vergaderzaal", "room",      "kcc",        "host"};
    size_t size = strcspn(folded_name, " '-");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i]) == size && memcmp(folded_name, words[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* Addresses that belong to a desk, not to a person (the part before the @). */
bool likeness_desk(const char *mail)
{
    static const char *const desks[] = {"info",
                                        "kcc",
                                        "burgerzaken",
                                        "gemeente",
                                        "post",
                                        "postbus",
                                        "contact",
                                        "secretariaat",
                                        "bestuurssecretariaat",
                                        "balie",
                                        "receptie",
                                        "klantcontact",
                                        "klantcontactcentrum",
                                        "communicatie",
                                        "administratie",
                                        "servicedesk",
                                        "helpdesk",
                                        "dienstverlening",
                                        "publiekszaken",
                                        "griffie",
                                        "loket",
                                        "wmo",
                                        "sociaal",
                                        "frontoffice",
                                        "backoffice",
                                        "webredactie",
                                        "redactie",
                                        "opleidingen",
                                        "hrm",
                                        "hr",
                                        "mail",
                                        "office",
                                        "noreply",
                                        "no-reply",
                                        "algemeen",
                                        "informatie",
                                        "webmaster",
                                        "vragen",
                                        "team",
                                        "bestuur",
                                        "stadswinkel",
                                        "publieksbalie",
                                        "publieksservice",
                                        "klantenservice",
                                        "stadhuis",
                                        "gemeentehuis",
                                        "sociaalteam",
                                        "wijkteam",
                                        "ondernemersloket",
                                        "digitaal"};
    size_t size = strcspn(mail, "@.0123456789"); /* no desk has a point or a digit in its name */
    for (size_t i = 0; mail[size] == '@' && i < sizeof desks / sizeof desks[0]; i++) {
        if (strlen(desks[i]) == size && strncmp(mail, desks[i], size) == 0) {
            return true;
        }
    }
    return false;
}
