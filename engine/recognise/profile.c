/* profile: see profile.h. */
#include "engine/recognise/profile.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/date.h"
#include "engine/clean/duration.h"
#include "engine/clean/grade.h"
#include "engine/clean/mail.h"
#include "engine/clean/person_name.h"
#include "engine/clean/status.h"
#include "engine/unicode/fold.h"

/* A longer cell is text, whatever it holds; longer than the others: no mark, no action, no grade.
 * Folding a cell costs more than all else here. */
enum { LONGEST = 120, LONGEST_MARK = 20, LONGEST_ACTION = 40, LONGEST_GRADE = 24 };

void profile_start(struct profile *profile, struct arena *arena)
{
    *profile = (struct profile){.lowest = INFINITY, .highest = -INFINITY};
    profile->values = intern_create(arena);
}

static bool has_digit(const char *cell)
{
    return cell[strcspn(cell, "0123456789")] != '\0';
}

/* A column that showed nothing of a kind in its first cells is not asked again: at most one cell in
 * ENOUGH could be of it, and no rule takes a column for what fewer than one cell in ten is. */
enum { ENOUGH = 12 };

static bool may_be(const struct profile *profile, size_t seen)
{
    return seen > 0 || profile->filled - profile->silent <= ENOUGH;
}

static void add_number(struct profile *profile, struct arena *scratch, const char *cell)
{
    double value;
    if (number_clean(cell, &value) == CLEANED) {
        profile->numbers++;
        profile->lowest = fmin(profile->lowest, value);
        profile->highest = fmax(profile->highest, value);
        profile->small += value >= 0 && value <= 10 && value == floor(value);
    }
    if (strlen(cell) <= LONGEST_GRADE && may_be(profile, profile->grades) &&
        grade_read(scratch, cell, &value) == CLEANED && value >= 0 && value <= 10) {
        profile->grades++;
    }
}

static void add_time(struct profile *profile, const char *cell)
{
    static const struct duration_style plain = {0};
    struct date_style style = {0};
    struct moment moment;
    int64_t seconds;
    if (date_read(cell, &style, &moment) == CLEANED) {
        profile->dates += (moment.flags & MOMENT_DATE) != 0;
        profile->clocks += (moment.flags & MOMENT_DATE) == 0;
        if (moment.flags & MOMENT_DATE) {
            return; /* a date is no duration */
        }
    }
    bool number = cell[strspn(cell, "0123456789.,")] == '\0';
    if (!number && duration_read(cell, &plain, &seconds) == CLEANED) {
        profile->durations++;
    }
}

void profile_add(struct profile *profile, struct arena *scratch, const char *cell)
{
    profile->rows++;
    if (text_is_blank(cell)) {
        return;
    }
    size_t size = strlen(cell);
    profile->filled++;
    profile->bytes += size;
    const char *mark = strchr(cell, ';');
    profile->lists += mark != NULL;
    profile->tight += mark != NULL && !text_is_blank_char(mark[1]);
    if (intern_count(profile->values) < PROFILE_VALUES) {
        intern_put(profile->values, cell, size < LONGEST ? size : LONGEST);
    }
    if (size >= LONGEST) {
        return;
    }
    double position;
    bool yes;
    const char *mail;
    if (strchr(cell, '@') != NULL) {
        profile->mails += mail_read(scratch, cell, &mail) == CLEANED;
        return;
    }
    if (has_digit(cell)) {
        add_number(profile, scratch, cell);
        if (may_be(profile, profile->dates + profile->clocks + profile->durations)) {
            add_time(profile, cell);
        }
    } else {
        profile->scale +=
            may_be(profile, profile->scale) && likert_read(scratch, cell, &position) == CLEANED;
        if (size <= LONGEST_GRADE && may_be(profile, profile->grades)) {
            enum cleaned grade = grade_read(scratch, cell, &position);
            profile->grades += grade == CLEANED;
            profile->silent += grade == CLEANED_EMPTY;
        }
    }
    profile->marks += size <= LONGEST_MARK && may_be(profile, profile->marks) &&
                      mark_read(scratch, cell, &yes) == CLEANED;
    profile->points += size <= LONGEST_MARK && may_be(profile, profile->points) &&
                       mark_read_points(cell, &yes) == CLEANED;
    profile->unasked += cell[0] == '?' && cell[1] == '\0';
    profile->actions += size <= LONGEST_ACTION && may_be(profile, profile->actions) &&
                        status_action(scratch, cell) != ACTION_NONE;
    char first[4] = {text_lower_char(cell[0]), text_lower_char(cell[1]),
                     cell[1] == '\0' ? '\0' : text_lower_char(cell[2]), '\0'};
    profile->consent += strncmp(first, "ja", 2) == 0 || strncmp(first, "ne", 2) == 0 ||
                        strncmp(first, "no", 2) == 0 || strcmp(first, "yes") == 0;
}

bool profile_mostly(const struct profile *profile, size_t count)
{
    return count > 0 && count * 10 >= profile->filled * 9;
}

static bool is_of(struct arena *scratch, const char *cell, enum profile_words words)
{
    enum { LONGEST_NAME = 60, LONGEST_YES = 3 };
    enum registration_status status;
    enum attended attended;
    const char *blank = strchr(cell, ' ');
    switch (words) {
    case WORDS_OF_BODY:
        return blank != NULL && person_name_is_body(fold_plain(scratch, cell));
    case WORDS_OF_NAME:
        return blank != NULL && blank[1] != '\0' && strlen(cell) <= LONGEST_NAME &&
               !(*cell >= 'a' && *cell <= 'z') && !is_of(scratch, cell, WORDS_OF_BODY);
    case WORDS_OF_STATUS:
        return strlen(cell) <= LONGEST_ACTION && strlen(cell) > LONGEST_YES && !has_digit(cell) &&
               status_read(scratch, cell, &status, &attended) == CLEANED;
    }
    return false;
}

bool profile_holds(const struct profile *profile, struct arena *scratch, enum profile_words words,
                   size_t tenths)
{
    size_t distinct = intern_count(profile->values);
    size_t most = distinct * (10 - tenths); /* others, in tenths */
    size_t others = 0;
    for (size_t i = 0; i < distinct && others * 10 <= most; i++) {
        struct arena_mark mark = arena_mark(scratch);
        others += !is_of(scratch, intern_string(profile->values, (uint32_t)i), words);
        arena_release(scratch, mark);
    }
    return distinct > 0 && others * 10 <= most;
}
