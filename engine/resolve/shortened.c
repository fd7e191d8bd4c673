/* shortened: see work.h. Names of municipalities of which something was left out. */
#include <string.h>

#include "engine/resolve/work.h"

/* One municipality, perhaps in different years. */
static bool is_same(const struct work *w, const struct entry *a, const struct entry *b)
{
    struct in_layout x = gazetteer_in_layout(w->g, gazetteer_code(w->g, a));
    struct in_layout y = gazetteer_in_layout(w->g, gazetteer_code(w->g, b));
    return x.count == 1 && y.count == 1 && x.codes[0] == y.codes[0];
}

/* "Gemeente Bilt", "gem. Fryske Marren": the name without its article. */
static bool read_without_article(struct work *w, const char *key, size_t size)
{
    static const char *const articles[] = {"de", "den", "het"};
    enum { SHORTEST = 4, ROOM = 64 };
    for (size_t i = 0; size >= SHORTEST && size < ROOM - SHORTEST && i < 3; i++) {
        char whole[ROOM];
        size_t before = strlen(articles[i]);
        memcpy(whole, articles[i], before);
        memcpy(whole + before, key, size);
        for (const struct entry *one = gazetteer_find(w->g, whole, before + size); one != NULL;
             one = one->next) {
            if (one->type == ENTRY_MUNICIPALITY) {
                return answer_probable(w, one, 0.8);
            }
        }
    }
    return false;
}

/* van, aan de, en: what is left out first. */
static bool is_small_word(struct gazetteer *g, const char *key, size_t size)
{
    return (gazetteer_word(g, key, size) & (WORD_FILLER | WORD_PARTICLE | WORD_CONNECT)) != 0;
}

/* Whether each word from ... to-1 is how the next word of the name begins, small words of the name
 * apart, and one of them is that word, and long enough to tell. */
static bool is_cut_short(const struct work *w, size_t from, size_t to, const struct entry *entry)
{
    enum { TELLING = 4 };
    struct name whole;
    bool telling = false;
    size_t at = from;
    name_read(w->scratch, gazetteer_name(w->g, entry), &whole);
    if (whole.count < to - from || whole.key_size != entry->size) {
        return false;
    }
    for (size_t i = 0; i < whole.count; i++) {
        size_t size = 0;
        size_t full;
        const char *of = name_key(&whole, i, i + 1, &full);
        const char *word = at < to ? name_key(w->name, at, at + 1, &size) : "";
        if (size > 0 && size <= full && memcmp(word, of, size) == 0) {
            telling = telling || (size == full && size >= TELLING);
            at++;
        } else if (!is_small_word(w->g, of, full)) {
            return false;
        }
    }
    return telling && at == to;
}

/* "Gem. Utr. Heuvelrug", "Wijk bij Duurst.", "Krimpen IJssel": words of one municipality's name.
 * Without "gemeente" most of the name must be there. */
static bool read_cut_short(struct work *w, size_t from, size_t to, bool marked)
{
    enum { SHORTEST_BARE = 10 };
    size_t first, size, count;
    const char *key = name_key(w->name, from, from + 1, &first);
    name_key(w->name, from, to, &size);
    const struct entry *const *names = gazetteer_beginning(w->g, key, first, &count);
    const struct entry *only = NULL;
    for (size_t i = 0; to - from >= 2 && i < count; i++) {
        const struct entry *one = names[i];
        bool enough = marked || (size >= SHORTEST_BARE && 3 * size >= 2 * (size_t)one->size);
        bool named = one->type == ENTRY_MUNICIPALITY || one->type == ENTRY_ALIAS;
        if (!named || !enough || one->words < to - from || !is_cut_short(w, from, to, one)) {
            continue;
        }
        if (only != NULL && !is_same(w, only, one)) {
            return false;
        }
        only = only == NULL || one->type == ENTRY_MUNICIPALITY ? one : only;
    }
    return only != NULL && answer_probable(w, only, (double)size / only->size);
}

/* "Gem. Amersf.": how the name of one municipality begins, and of no other. Without the point that
 * says so it must be longer. */
static bool read_cut_word(struct work *w, size_t word)
{
    enum { SHORTEST = 4, SHORTEST_BARE = 6 };
    size_t size, count;
    const char *key = name_key(w->name, word, word + 1, &size);
    const struct entry *const *names = gazetteer_beginning(w->g, key, size, &count);
    const struct entry *only = NULL;
    if (size < (w->name->words[word].dotted ? SHORTEST : SHORTEST_BARE)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (names[i]->type != ENTRY_MUNICIPALITY) {
            continue;
        }
        if (only != NULL && !is_same(w, only, names[i])) {
            return false;
        }
        only = names[i];
    }
    return only != NULL && answer_probable(w, only, (double)size / only->size);
}

bool shortened_read(struct work *w, size_t from, size_t to, bool marked)
{
    size_t size;
    const char *key = name_key(w->name, from, to, &size);
    if (gazetteer_find(w->g, key, size) != NULL) {
        return false; /* nothing is left out: "Bergen (L.)" */
    }
    return read_cut_short(w, from, to, marked) ||
           (marked &&
            (read_without_article(w, key, size) || (to - from == 1 && read_cut_word(w, from))));
}
