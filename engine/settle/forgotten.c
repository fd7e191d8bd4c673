/* forgotten: people who asked to be forgotten (`forget --person`). Their rows still count, because
 * a count is about nobody; their pseudonym makes place for a number, and what they wrote is not
 * kept. A source that holds such a row says so, until its maker takes the row out. */
#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/settle/collect.h"

struct forgetting {
    struct settle *settle;
    unsigned char *known; /* per address: 0 not asked, 1 no, 2 a forgotten address */
};

static bool is_forgotten_mail(struct forgetting *work, uint32_t mail)
{
    const struct settle *settle = work->settle;
    if (mail == INTERN_NONE) {
        return false;
    }
    if (work->known[mail] == 0) {
        char hash[HASH_TEXT];
        pseudonym_tombstone(settle->options.key, intern_string(settle->mails, mail), hash);
        work->known[mail] = 1;
        for (size_t i = 0; i < settle->options.tombstone_count; i++) {
            if (strcmp(settle->options.tombstones[i], hash) == 0) {
                work->known[mail] = 2;
            }
        }
    }
    return work->known[mail] == 2;
}

/* The same for whoever reads the same files: the number of the person, which follows the inputs. */
static void make_anonymous(const struct settle *settle, uint32_t person)
{
    char text[48];
    int size = snprintf(text, sizeof text, "forgotten person %u", person);
    pseudonym_of(settle->options.key, text, (size_t)size, settle->persons.items[person].pseudonym);
}

void forgotten_settle(struct settle *settle)
{
    size_t count = settle->persons.count;
    settle->forgotten = arena_alloc_array(settle->arena, count + 1, sizeof *settle->forgotten);
    if (settle->options.tombstone_count == 0) {
        return;
    }
    struct forgetting work = {
        .settle = settle,
        .known = arena_alloc_array(settle->arena, intern_count(settle->mails) + 1, 1)};
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        bool mail = is_forgotten_mail(&work, row->mail);
        if (is_forgotten_mail(&work, settle_common(settle, row)->mail_second) || mail) {
            settle_source(settle, row)->holds_forgotten = true;
            if (row->person != NONE) {
                settle->forgotten[row->person] = true;
            }
        }
    }
    /* Rows that bear the person by name alone. */
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->person != NONE && settle->forgotten[row->person]) {
            settle_source(settle, row)->holds_forgotten = true;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        if (settle->forgotten[i]) {
            make_anonymous(settle, i);
        }
    }
}
