/* threads: see threads.h. texts of the store -> theme_find -> what is kept. */
#include "engine/ledger/threads.h"

#include <stdlib.h>
#include <string.h>

#include "engine/ledger/build.h"
#include "engine/store/query.h"
#include "engine/theme/stemmer.h"

enum { WORDS_SHOWN = 6 };

/* -- texts
 * ---------------------------------------------------------------------------------------------
 */

static uint32_t number_or_none(const struct query_cell *cell)
{
    return cell->type == CELL_INTEGER ? (uint32_t)cell->integer : THEME_NONE;
}

/* What themes are found in. A text knows its session by its place in the week: what is drawn at
 * random must not depend on the order of the programme's rows. */
struct texts {
    struct theme_text *items;
    size_t count;
    uint32_t *session; /* by place: its number */
};

static bool read_texts(struct store *store, struct arena *arena, const char *id,
                       struct texts *texts, struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", id);
    struct query_table table;
    if (!query_run(store, arena, &query_load_theme_texts, &parameter, 1, &table, error)) {
        return false;
    }
    size_t places = 0;
    for (size_t row = 0; row < table.row_count; row++) {
        uint32_t place = number_or_none(query_at(&table, row, "place"));
        places = place != THEME_NONE && place >= places ? (size_t)place + 1 : places;
    }
    texts->count = table.row_count;
    texts->items = arena_alloc_array(arena, table.row_count + 1, sizeof *texts->items);
    texts->session = arena_alloc_array(arena, places + 1, sizeof *texts->session);
    for (size_t row = 0; row < table.row_count; row++) {
        uint32_t place = number_or_none(query_at(&table, row, "place"));
        if (place != THEME_NONE) {
            texts->session[place] = number_or_none(query_at(&table, row, "session"));
        }
        texts->items[row] = (struct theme_text){
            .text = query_at(&table, row, "text")->text,
            .session = place,
            .municipality = number_or_none(query_at(&table, row, "municipality")),
            .day = number_or_none(query_at(&table, row, "day")),
            .respondent = number_or_none(query_at(&table, row, "respondent")),
            .consent = query_at(&table, row, "consent")->integer != 0,
        };
    }
    return true;
}

static void add_settings(struct hash *hash, const struct threads_options *options)
{
    struct recurrence_rules rules = recurrence_default_rules();
    int64_t numbers[] = {(int64_t)options->themes, (int64_t)options->seed, options->quotes,
                         rules.sessions,           rules.municipalities,   rules.days};
    double shares[] = {rules.largest_share, rules.inclusion};
    hash_add_string(hash, RODEDRAAD_VERSION);
    hash_add(hash, numbers, sizeof numbers);
    hash_add(hash, shares, sizeof shares);
    hash_add_string(hash, options->codebook_hash);
}

static void hash_key(const struct stored_edition *edition, const struct threads_options *options,
                     char text[HASH_TEXT])
{
    struct hash hash;
    hash_start(&hash);
    add_settings(&hash, options);
    hash_add_string(&hash, edition->inputs_hash);
    hash_add_string(&hash, edition->settings_hash);
    hash_finish_text(&hash, text);
}

static void hash_texts(const struct texts *texts, const struct threads_options *options,
                       char text[HASH_TEXT])
{
    struct hash hash;
    hash_start(&hash);
    add_settings(&hash, options);
    for (size_t i = 0; i < texts->count; i++) {
        const struct theme_text *one = &texts->items[i];
        uint32_t session = one->session == THEME_NONE ? THEME_NONE : texts->session[one->session];
        uint32_t numbers[] = {one->session, session,         one->municipality,
                              one->day,     one->respondent, one->consent};
        hash_add(&hash, numbers, sizeof numbers);
        hash_add_string(&hash, one->text);
    }
    hash_finish_text(&hash, text);
}

/* -- from a result
 * -------------------------------------------------------------------------------------
 */

static const char *join_words(struct arena *arena, const struct theme *theme)
{
    struct text text = text_create(arena);
    for (size_t i = 0; i < theme->term_count && i < WORDS_SHOWN; i++) {
        text_add(&text, i > 0 ? ", " : "");
        text_add(&text, theme->term[i].text);
    }
    return text.bytes;
}

static int compare_sessions(const void *a, const void *b)
{
    const struct thread_session *x = a;
    const struct thread_session *y = b;
    return x->session < y->session ? -1 : x->session > y->session;
}

/* The sessions with a text that is certainly of theme `k`. */
static void list_sessions(struct arena *arena, const struct texts *texts,
                          const struct theme_result *result, uint32_t k, struct thread *thread)
{
    struct thread_session *all = arena_alloc_array(arena, result->theme[k].texts + 1, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < result->text_count; i++) {
        const struct theme_member *member = &result->member[i];
        if (member->theme == k && !member->says_nothing && member->weight >= THEME_CERTAIN &&
            texts->items[i].session != THEME_NONE) {
            all[count++] = (struct thread_session){texts->session[texts->items[i].session], 1};
        }
    }
    qsort(all, count, sizeof *all, compare_sessions);
    for (size_t i = 0; i < count; i++) {
        if (thread->in_count > 0 && all[thread->in_count - 1].session == all[i].session) {
            all[thread->in_count - 1].texts++;
        } else {
            all[thread->in_count++] = all[i];
        }
    }
    thread->in = all;
}

static struct thread thread_of(struct arena *arena, const struct texts *texts,
                               const struct theme_result *result, uint32_t k,
                               const struct codebook *vng_labels)
{
    const struct theme *theme = &result->theme[k];
    const struct recurrence *recurrence = &theme->recurrence;
    struct thread thread = {
        .name = theme->label,
        .label = theme->label,
        .fingerprint = theme->fingerprint,
        .vng_label = names_vng_label(vng_labels, theme),
        .words = join_words(arena, theme),
        .from_codebook = theme->from_codebook,
        .recurs = recurrence->recurs && !result->too_few,
        .missing = recurrence->missing,
        .texts = theme->texts,
        .sessions = recurrence->sessions,
        .municipalities = recurrence->municipalities,
        .days = recurrence->days,
        .share = recurrence->share,
        .low = recurrence->low,
        .high = recurrence->high,
        .largest_share = recurrence->largest_share,
        .stability = theme->stability,
        .inclusion = recurrence->inclusion,
    };
    list_sessions(arena, texts, result, k, &thread);
    return thread;
}

struct place {
    bool recurs;
    uint32_t texts, theme;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a;
    const struct place *y = b;
    if (x->recurs != y->recurs) {
        return x->recurs ? -1 : 1;
    }
    if (x->texts != y->texts) {
        return x->texts > y->texts ? -1 : 1;
    }
    return x->theme < y->theme ? -1 : x->theme > y->theme;
}

/* One line. What scrubbing took out of a remark ("[naam]") makes it no quote. */
static const char *quotable(struct arena *arena, const char *text)
{
    if (strchr(text, '[') != NULL) {
        return NULL;
    }
    struct text line = text_create(arena);
    for (const char *c = text_trim(arena, text); *c != '\0'; c++) {
        bool blank = text_is_blank_char(*c);
        if (!blank || line.bytes[line.size - 1] != ' ') {
            text_add_char(&line, blank ? ' ' : *c);
        }
    }
    return line.bytes;
}

/* Themes are chosen quotes for one by one; a session speaks once in all of them together. */
static void take_quotes(struct arena *arena, const struct theme_text *texts,
                        const struct theme *theme, struct thread *thread, bool *spoke,
                        size_t session_room)
{
    for (size_t i = 0; i < theme->quote_count && thread->quote_count < THREAD_QUOTES; i++) {
        const struct theme_text *text = &texts[theme->quote[i]];
        bool known = text->session < session_room;
        const char *quote = quotable(arena, text->text);
        if (quote != NULL && (!known || !spoke[text->session])) {
            thread->quote[thread->quote_count++] = quote;
            if (known) {
                spoke[text->session] = true;
            }
        }
    }
}

static size_t session_room(const struct theme_text *texts, size_t count)
{
    size_t room = 0;
    for (size_t i = 0; i < count; i++) {
        if (texts[i].session != THEME_NONE && texts[i].session >= room) {
            room = (size_t)texts[i].session + 1;
        }
    }
    return room;
}

static void keep_result(struct arena *arena, const struct texts *texts, bool quotes,
                        const struct theme_result *result, struct threads *threads)
{
    const struct codebook *vng_labels = names_vng_labels(arena);
    struct place *places = arena_alloc_array(arena, result->theme_count + 1, sizeof *places);
    for (uint32_t k = 0; k < result->theme_count; k++) {
        const struct theme *theme = &result->theme[k];
        places[k] = (struct place){theme->recurrence.recurs && !result->too_few, theme->texts, k};
    }
    qsort(places, result->theme_count, sizeof *places, compare_places);
    size_t room = session_room(texts->items, result->text_count);
    bool *spoke = arena_alloc(arena, room + 1);
    threads->count = result->theme_count;
    threads->items = arena_alloc_array(arena, threads->count + 1, sizeof *threads->items);
    for (size_t i = 0; i < threads->count; i++) {
        uint32_t k = places[i].theme;
        struct thread *thread = &threads->items[i];
        *thread = thread_of(arena, texts, result, k, vng_labels);
        if (quotes && thread->recurs) {
            take_quotes(arena, texts->items, &result->theme[k], thread, spoke, room);
        }
    }
    threads->known = true;
    threads->texts = (int64_t)result->text_count;
    threads->distinct = (int64_t)result->distinct_count;
    threads->nothing = (int64_t)result->nothing_count;
    threads->unassigned = (int64_t)result->unassigned_count;
    threads->too_few = result->too_few;
    threads->agreement = result->run_agreement;
}

/* -- names
 * ---------------------------------------------------------------------------------------------
 */

uint32_t *threads_rows(struct arena *arena, const struct threads *threads,
                       const struct names_row *names, size_t name_count)
{
    uint32_t *rows = arena_alloc_array(arena, threads->count + 1, sizeof *rows);
    struct theme_result themes = {.theme_count = threads->count};
    themes.theme = arena_alloc_array(arena, threads->count + 1, sizeof *themes.theme);
    for (size_t k = 0; k < threads->count; k++) {
        /* Without terms the label is the fingerprint (names.h). */
        themes.theme[k].label = threads->items[k].fingerprint;
    }
    names_match(&themes, names, name_count, rows);
    return rows;
}

/* Returns whether a name is another than the one that is kept. */
static bool give_names(struct arena *arena, struct threads *threads,
                       const struct threads_options *options)
{
    const uint32_t *rows = threads_rows(arena, threads, options->names, options->name_count);
    bool changed = false;
    for (size_t k = 0; k < threads->count; k++) {
        struct thread *thread = &threads->items[k];
        const struct names_row *row = rows[k] == THEME_NONE ? NULL : &options->names[rows[k]];
        const char *name =
            row == NULL || text_is_blank(row->name) ? thread->label : text_trim(arena, row->name);
        changed = changed || !text_equal(name, thread->name);
        thread->name = name;
        if (row != NULL && !text_is_blank(row->vng_label)) {
            const char *label = text_trim(arena, row->vng_label);
            changed = changed || !text_equal(label, thread->vng_label);
            thread->vng_label = label;
        }
    }
    return changed;
}

/* -- the whole
 * -----------------------------------------------------------------------------------------
 */

static void find(struct arena *arena, const struct texts *texts,
                 const struct threads_options *options, struct threads *threads)
{
    struct theme_options theme_options = theme_options_default();
    theme_options.themes = options->themes;
    theme_options.codebook = options->codebook;
    theme_options.seed = options->seed;
    theme_options.threads = options->threads;
    theme_options.evidence = true;
    theme_options.progress = options->progress;
    theme_options.progress_context = options->progress_context;
    const struct theme_result *result =
        theme_find(arena, texts->items, texts->count, &theme_options);
    keep_result(arena, texts, options->quotes, result, threads);
}

bool threads_open(struct store *store, struct arena *arena, const struct stored_edition *edition,
                  const struct threads_options *options, struct threads *threads,
                  struct error *error)
{
    if (!store_themes(store, arena, edition->id, threads, error)) {
        return false;
    }
    if (edition->sealed_on != NULL) {
        return true;
    }
    char key[HASH_TEXT], digest[HASH_TEXT];
    hash_key(edition, options, key);
    bool changed = !threads->known || strcmp(key, threads->key_hash) != 0;
    if (changed) {
        struct texts texts;
        if (!read_texts(store, arena, edition->id, &texts, error)) {
            return false;
        }
        hash_texts(&texts, options, digest);
        if (!threads->known || strcmp(digest, threads->texts_hash) != 0) {
            if (!stemmer_ready(error)) {
                return false;
            }
            find(arena, &texts, options, threads);
        }
        memcpy(threads->key_hash, key, sizeof key);
        memcpy(threads->texts_hash, digest, sizeof digest);
    }
    changed = give_names(arena, threads, options) || changed;
    return !changed || store_is_read_only(store) ||
           store_put_themes(store, edition->id, threads, error);
}

void threads_tell(const struct threads *threads, struct ledger *ledger)
{
    if (!threads->known) {
        return;
    }
    if (!threads->too_few) {
        ledger_set_themes(ledger, (int64_t)threads_recurring(threads), threads->texts);
        return;
    }
    for (size_t i = 0; i < ledger->count; i++) {
        if (strcmp(ledger->figures[i].id, "themes.count") == 0) {
            ledger->figures[i].reason = build_reason_word(LACK_FEW_TEXTS);
        }
    }
}
