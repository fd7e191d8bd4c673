/* edition: words of kinds and statuses, and what is left to do. */
#include "engine/record/edition.h"

#include "engine/base/parallel.h"

#define WORD(name, word) word,

const char *organisation_kind_word(enum organisation_kind kind)
{
    static const char *const words[] = {ORGANISATION_KINDS(WORD)};
    return words[kind];
}

const char *match_status_word(enum match_status status)
{
    static const char *const words[] = {"certain", "probable", "ambiguous", "unknown"};
    return words[status];
}

void edition_finish(const struct edition *edition)
{
    if (edition->rest.work != NULL) {
        edition->rest.work(edition->rest.context);
    }
}

static bool do_piece(const struct edition *edition)
{
    for (size_t i = 0; i < EDITION_PIECES; i++) {
        struct parallel_pieces *pieces = edition->rest.pieces[i];
        if (pieces != NULL && parallel_piece(pieces)) {
            return true;
        }
    }
    return false;
}

void edition_do_pieces(const struct edition *edition)
{
    while (do_piece(edition)) {
        continue;
    }
}

bool edition_close(const struct edition *edition, struct error *error)
{
    for (size_t i = 0; i < EDITION_PIECES; i++) {
        if (edition->rest.pieces[i] != NULL) {
            parallel_pieces_finish(edition->rest.pieces[i]);
        }
    }
    return edition->rest.close == NULL || edition->rest.close(edition->rest.context, error);
}

void edition_let_go(const struct edition *edition)
{
    if (edition->rest.let_go != NULL) {
        edition->rest.let_go(edition->rest.context);
    }
}

void edition_reach(const struct edition *edition, enum edition_stage stage)
{
    if (edition->rest.gate != NULL) {
        parallel_open(edition->rest.gate, (int)stage);
    }
}

void edition_wait(const struct edition *edition, enum edition_stage stage)
{
    const struct edition_rest *rest = &edition->rest;
    if (rest->gate == NULL) {
        return;
    }
    while (!parallel_is_open(rest->gate, (int)stage) && do_piece(edition)) {
        continue;
    }
    parallel_wait(rest->gate, (int)stage);
}
