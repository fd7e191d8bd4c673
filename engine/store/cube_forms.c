/* cube_forms: how many forms are about each session, and how often each number was answered, in the
 * order of session, question and number; forms that name no session come first. */
#include <stdlib.h>

#include "engine/store/cube_work.h"

/* NONE goes first: its successor is 0. */
static int compare_sessions(uint32_t a, uint32_t b)
{
    uint32_t x = a + 1;
    uint32_t y = b + 1;
    return x < y ? -1 : x > y;
}

static int by_session(const void *left, const void *right)
{
    const struct response_count *a = left;
    const struct response_count *b = right;
    return compare_sessions(a->session, b->session);
}

static int by_session_question_number(const void *left, const void *right)
{
    const struct answer_count *a = left;
    const struct answer_count *b = right;
    if (a->session != b->session) {
        return compare_sessions(a->session, b->session);
    }
    if (a->question != b->question) {
        return a->question < b->question ? -1 : 1;
    }
    return a->number < b->number ? -1 : a->number > b->number;
}

static void count_responses(struct arena *arena, const struct edition *edition, struct cube *cube)
{
    struct response_count *rows =
        arena_alloc_array(arena, edition->responses_count + 1, sizeof *rows);
    for (size_t i = 0; i < edition->responses_count; i++) {
        rows[i] = (struct response_count){edition->responses[i].session, 1};
    }
    qsort(rows, edition->responses_count, sizeof *rows, by_session);
    size_t count = 0;
    for (size_t i = 0; i < edition->responses_count; i++) {
        if (count > 0 && by_session(&rows[count - 1], &rows[i]) == 0) {
            rows[count - 1].responses++;
        } else {
            rows[count++] = rows[i];
        }
    }
    cube->responses = rows;
    cube->response_count = count;
}

static void count_answers(struct arena *arena, const struct edition *edition, struct cube *cube)
{
    struct answer_count *rows = arena_alloc_array(arena, edition->answers_count + 1, sizeof *rows);
    size_t numbers = 0;
    for (size_t i = 0; i < edition->answers_count; i++) {
        const struct answer *answer = &edition->answers[i];
        if (answer->has_number) {
            rows[numbers++] = (struct answer_count){edition->responses[answer->response].session,
                                                    answer->question, answer->number, 1};
        }
    }
    qsort(rows, numbers, sizeof *rows, by_session_question_number);
    size_t count = 0;
    for (size_t i = 0; i < numbers; i++) {
        if (count > 0 && by_session_question_number(&rows[count - 1], &rows[i]) == 0) {
            rows[count - 1].times++;
        } else {
            rows[count++] = rows[i];
        }
    }
    cube->answers = rows;
    cube->answer_count = count;
}

void cube_count_forms(struct arena *arena, const struct edition *edition, struct cube *cube)
{
    count_responses(arena, edition, cube);
    count_answers(arena, edition, cube);
}
