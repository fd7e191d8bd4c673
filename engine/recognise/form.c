/* form: see form.h. Both tools always begin with the same columns and translate only their titles.
 * MS Forms: a number, begun, completed, account, name. LimeSurvey: a number, submitted, the last
 * page, the language. What has a title that is known says itself what it is, and stays that. */
#include "engine/recognise/form.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/recognise/columns.h"
#include "engine/recognise/no_row.h"

static bool is_open(const struct column *column)
{
    return column->role == ROLE_NONE || column->role == ROLE_START || column->role == ROLE_NUMBER;
}

/* Every answer has a number of its own. */
static bool numbers_answers(const struct column *column)
{
    const struct profile *p = &column->profile;
    size_t distinct = p->filled < PROFILE_VALUES ? p->filled : PROFILE_VALUES;
    return is_open(column) && p->filled > 0 && p->numbers == p->filled &&
           intern_count(p->values) == distinct;
}

/* Days with a clock, or nothing at all. */
static bool holds_days(const struct column *column)
{
    const struct profile *p = &column->profile;
    return is_open(column) && profile_mostly(p, p->dates);
}

/* One word for everybody: "anonymous", in any language. */
static bool holds_one_word(const struct column *column)
{
    const struct profile *p = &column->profile;
    return column->role == ROLE_NONE && intern_count(p->values) == 1 &&
           p->numbers + p->dates + p->clocks + p->mails == 0;
}

static bool holds_addresses(const struct column *column)
{
    const struct profile *p = &column->profile;
    return column->role == ROLE_MAIL || (column->role == ROLE_NONE && p->mails * 2 > p->filled);
}

/* "nl", "de-informal", "pt-BR": the language in which a form was filled in. */
static bool holds_languages(const struct column *column)
{
    enum { LONGEST = 16, LANGUAGES_MOST = 12 };
    const struct profile *p = &column->profile;
    size_t count = intern_count(p->values);
    if (p->filled == 0 || count > LANGUAGES_MOST) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *code = intern_string(p->values, (uint32_t)i);
        size_t letters = strspn(code, "abcdefghijklmnopqrstuvwxyz");
        if (letters < 2 || letters > 3 || (code[letters] != '\0' && code[letters] != '-') ||
            strlen(code) > LONGEST) {
            return false;
        }
    }
    return true;
}

enum { NUMBER, FIRST_DAY, THIRD, FOURTH, FIFTH, LEAST };

static void be_ms_forms(struct reading *reading, struct plan *plan)
{
    struct column *columns = plan->columns;
    bool named = columns[FIFTH].role == ROLE_NAME || columns[FIFTH].profile.filled > 0;
    bool address = holds_addresses(&columns[FOURTH]);
    columns[NUMBER].role = ROLE_NUMBER;
    columns[FIRST_DAY].role = ROLE_REGISTERED;
    columns[THIRD].role = ROLE_COMPLETED;
    columns[FOURTH].role = address ? ROLE_MAIL : ROLE_IGNORED;
    columns_give(plan, FIFTH, named ? ROLE_NAME : ROLE_IGNORED);
    reading->format = format_of(FORMAT_MS_FORMS);
}

static void be_limesurvey(struct reading *reading, struct plan *plan)
{
    struct column *columns = plan->columns;
    const struct profile *seed = &columns[FIFTH].profile;
    columns[NUMBER].role = ROLE_NUMBER;
    columns[THIRD].role = ROLE_IGNORED;
    columns[FOURTH].role = ROLE_IGNORED;
    if (columns[FIFTH].role == ROLE_NONE && seed->numbers == seed->filled && seed->highest > 10) {
        columns[FIFTH].role = ROLE_IGNORED;
    }
    columns_give(plan, FIRST_DAY, ROLE_SUBMITTED);
    reading->format = format_of(FORMAT_LIMESURVEY);
}

bool form_find(struct reading *reading, struct plan *plan)
{
    struct column *columns = plan->columns;
    if (reading->format->format != FORMAT_LIST ||
        reading->context->override.format != FORMAT_UNKNOWN || plan->count < LEAST ||
        !numbers_answers(&columns[NUMBER]) || !holds_days(&columns[FIRST_DAY])) {
        return false;
    }
    const struct profile *third = &columns[THIRD].profile;
    if (holds_days(&columns[THIRD]) &&
        (holds_addresses(&columns[FOURTH]) || holds_one_word(&columns[FOURTH]))) {
        be_ms_forms(reading, plan);
    } else if (third->filled > 0 && third->numbers == third->filled &&
               holds_languages(&columns[FOURTH])) {
        be_limesurvey(reading, plan);
    } else {
        return false;
    }
    plan->foreign = true;
    return true;
}

/* -- answers instead of the account ----------------------------------------------------------- */

/* Whether everybody answered: else the account stands in for who did not. A note in a cell of its
 * own is nobody. */
static bool is_answered(struct reading *reading, const struct plan *plan, size_t column)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    bool answered = true;
    while (answered && no_row_next(reading, plan, &record)) {
        size_t first;
        size_t second;
        answered = reading_filled_cells(&record, &first, &second) == 1 ||
                   (column < record.count && !text_is_blank(record.cells[column]));
    }
    table_seek(reading->table, place);
    return answered;
}

void form_prefer_answers(struct reading *reading, struct plan *plan)
{
    static const enum role roles[] = {ROLE_NAME, ROLE_MAIL};
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
        int account = plan->at[roles[r]];
        if (reading->format->format != FORMAT_MS_FORMS || account == NO_COLUMN ||
            (size_t)account > FIFTH) {
            continue;
        }
        for (size_t i = LEAST; i < plan->count; i++) {
            if (plan->columns[i].role == roles[r] && is_answered(reading, plan, i)) {
                columns_give(plan, (size_t)account, ROLE_IGNORED);
                break;
            }
        }
    }
}
