/* joint: see joint.h. bags of all editions -> theme_find -> names of the editions' own themes. */
#include "engine/theme/joint.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/theme/theme.h"
#include "engine/unicode/words.h"

enum { WORDS_SHOWN = 6 };

struct joining {
    struct arena *arena;
    const struct joint_edition *editions;
    size_t count;
    struct theme_text *texts; /* the remarks of all editions, one edition after the other */
    uint32_t *edition_of;
    size_t text_count;
    const struct theme_result *result;
    struct joint *joint;
};

static void gather(struct joining *joining)
{
    for (size_t e = 0; e < joining->count; e++) {
        joining->text_count += joining->editions[e].count;
    }
    joining->texts = arena_alloc_array(joining->arena, joining->text_count, sizeof *joining->texts);
    joining->edition_of =
        arena_alloc_array(joining->arena, joining->text_count, sizeof *joining->edition_of);
    size_t at = 0;
    for (uint32_t e = 0; e < joining->count; e++) {
        const struct joint_edition *edition = &joining->editions[e];
        for (size_t i = 0; i < edition->count; i++, at++) {
            joining->texts[at] = (struct theme_text){.text = edition->remark[i].words,
                                                     .session = edition->remark[i].session,
                                                     .municipality = THEME_NONE,
                                                     .day = THEME_NONE,
                                                     .respondent = THEME_NONE};
            joining->edition_of[at] = e;
        }
    }
}

/* Which remarks speak for which theme, and how many there are. */
static void take_members(struct joining *joining, uint32_t *of_theme, uint32_t *of_edition)
{
    struct joint *joint = joining->joint;
    struct change_text *members =
        arena_alloc_array(joining->arena, joining->text_count, sizeof *members);
    for (size_t i = 0; i < joining->text_count; i++) {
        const struct theme_member *member = &joining->result->member[i];
        uint32_t edition = joining->edition_of[i];
        if (member->says_nothing) {
            continue;
        }
        bool certain = member->weight >= THEME_CERTAIN;
        members[joint->member_count++] = (struct change_text){edition, joining->texts[i].session,
                                                              certain ? member->theme : THEME_NONE};
        of_edition[edition]++;
        if (certain) {
            of_theme[(size_t)member->theme * joining->count + edition]++;
        }
    }
    joint->member = members;
}

/* A fingerprint in the words that a bag has: "digitaal loket|balie" becomes "digitaal|loket|balie".
 */
static const char *word_by_word(struct arena *arena, const char *fingerprint)
{
    struct text text = text_create(arena);
    struct word word;
    text_add(&text, "");
    for (size_t at = 0; words_next(fingerprint, &at, &word);) {
        text_add(&text, text.size > 0 ? "|" : "");
        text_add_bytes(&text, fingerprint + word.start, word.size);
    }
    return text.bytes;
}

/* The names of one edition go to the themes that have none yet. */
static void take_names(struct joining *joining, const struct joint_edition *edition)
{
    struct arena *scratch = arena_create();
    struct names_row *rows = arena_alloc_array(scratch, edition->name_count, sizeof *rows);
    uint32_t *row = arena_alloc_array(scratch, joining->result->theme_count, sizeof *row);
    for (size_t i = 0; i < edition->name_count; i++) {
        rows[i] = (struct names_row){word_by_word(scratch, edition->name[i].fingerprint),
                                     edition->name[i].name, ""};
    }
    names_match(joining->result, rows, edition->name_count, row);
    for (size_t k = 0; k < joining->result->theme_count; k++) {
        struct joint_theme *theme = &joining->joint->theme[k];
        if (theme->name == NULL && row[k] != THEME_NONE && !text_is_blank(rows[row[k]].name)) {
            theme->name = arena_strdup(joining->arena, rows[row[k]].name);
        }
    }
    arena_destroy(scratch);
}

static void describe(struct joining *joining)
{
    for (size_t e = joining->count; e-- > 0;) {
        take_names(joining, &joining->editions[e]);
    }
    for (size_t k = 0; k < joining->result->theme_count; k++) {
        const struct theme *from = &joining->result->theme[k];
        struct joint_theme *theme = &joining->joint->theme[k];
        struct text words = text_create(joining->arena);
        for (size_t i = 0; i < from->term_count && i < WORDS_SHOWN; i++) {
            text_add(&words, i > 0 ? ", " : "");
            text_add(&words, from->term[i].text);
        }
        theme->words = words.size > 0 ? words.bytes : "";
        theme->name = theme->name != NULL ? theme->name : from->label;
    }
}

struct joint *joint_find(struct arena *arena, const struct joint_edition *editions, size_t count,
                         uint64_t seed, int threads)
{
    struct joint *joint = arena_alloc(arena, sizeof *joint);
    struct joining joining = {.arena = arena, .editions = editions, .count = count, .joint = joint};
    gather(&joining);
    struct theme_options options = theme_options_default();
    options.seed = seed;
    options.threads = threads;
    joining.result = theme_find(arena, joining.texts, joining.text_count, &options);
    joint->edition_count = count;
    joint->theme_count = joining.result->theme_count;
    joint->too_few = joining.result->too_few;
    joint->theme = arena_alloc_array(arena, joint->theme_count, sizeof *joint->theme);
    uint32_t *of_theme = arena_alloc_array(arena, joint->theme_count * count, sizeof *of_theme);
    uint32_t *of_edition = arena_alloc_array(arena, count, sizeof *of_edition);
    take_members(&joining, of_theme, of_edition);
    joint->texts = of_edition;
    for (size_t k = 0; k < joint->theme_count; k++) {
        joint->theme[k].texts = of_theme + k * count;
    }
    describe(&joining);
    return joint;
}

bool joint_change(struct arena *arena, const struct joint *joint, size_t from, size_t to,
                  uint64_t seed, struct change **changes, bool *testable, struct error *error)
{
    struct arena *scratch = arena_create();
    struct change_text *texts = arena_alloc_array(scratch, joint->member_count, sizeof *texts);
    size_t count = 0;
    for (size_t i = 0; i < joint->member_count; i++) {
        struct change_text text = joint->member[i];
        if (text.edition == from || text.edition == to) {
            text.edition = text.edition == to;
            texts[count++] = text;
        }
    }
    bool fine =
        change_measure(arena, texts, count, joint->theme_count, seed, changes, testable, error);
    arena_destroy(scratch);
    return fine;
}

void joint_hash(struct hash *hash, const struct joint_edition *editions, size_t count,
                uint64_t seed)
{
    hash_add(hash, &seed, sizeof seed);
    for (size_t e = 0; e < count; e++) {
        uint64_t numbers[] = {editions[e].count, editions[e].name_count};
        hash_add(hash, numbers, sizeof numbers);
        for (size_t i = 0; i < editions[e].count; i++) {
            hash_add(hash, &editions[e].remark[i].session, sizeof(uint32_t));
            hash_add_string(hash, editions[e].remark[i].words);
        }
        for (size_t i = 0; i < editions[e].name_count; i++) {
            hash_add_string(hash, editions[e].name[i].fingerprint);
            hash_add_string(hash, editions[e].name[i].name);
        }
    }
}
