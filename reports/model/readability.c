/* readability: see readability.h. A sentence ends at a full stop, question mark or exclamation mark
 * that a blank or the end follows; so 6.8 and www.vng.nl end nothing. */
#include "reports/model/readability.h"

#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"

const char readability_mean[] = "0,0";
const char readability_longest[] = "0";

static void end_sentence(struct readability *all, size_t *run)
{
    if (*run > 0) {
        all->sentences++;
        all->words += *run;
        all->longest = *run > all->longest ? *run : all->longest;
        *run = 0;
    }
}

static void count(struct readability *all, const char *text)
{
    size_t run = 0;
    while (*text != '\0') {
        text += strspn(text, " \n");
        size_t size = strcspn(text, " \n");
        if (size == 0) {
            break;
        }
        bool only_mark = size == 1 && strchr(".?!", *text) != NULL;
        run += only_mark ? 0 : 1;
        if (strchr(".?!", text[size - 1]) != NULL) {
            end_sentence(all, &run);
        }
        text += size;
    }
    end_sentence(all, &run);
}

static void measure(struct arena *arena, const struct block *block, struct readability *all)
{
    if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_NOTE || block->kind == BLOCK_ITEM ||
        block->kind == BLOCK_LEAD) {
        count(all, rich_plain(arena, &block->text));
    }
    for (size_t i = 0; i < block->figure_count; i++) {
        if (block->figures[i].definition != NULL) {
            count(all, block->figures[i].definition);
        }
    }
    for (size_t i = 0; i < block->child_count; i++) {
        measure(arena, block->children[i], all);
    }
}

struct readability readability_of(struct arena *arena, const struct block *body)
{
    struct readability all = {0};
    measure(arena, body, &all);
    return all;
}

static void replace(struct block *block, const char *mean, const char *longest)
{
    for (size_t i = 0; i < block->text.count; i++) {
        struct run *run = &block->text.items[i];
        run->text = run->text == readability_mean      ? mean
                    : run->text == readability_longest ? longest
                                                       : run->text;
    }
    for (size_t i = 0; i < block->child_count; i++) {
        replace(block->children[i], mean, longest);
    }
}

void readability_fill(struct arena *arena, struct block *body, enum language language)
{
    struct readability all = readability_of(arena, body);
    double mean = all.sentences == 0 ? 0 : (double)all.words / (double)all.sentences;
    char *text = arena_alloc(arena, NUMBER_TEXT);
    number_write_for_people(mean, 1, language, text);
    replace(body, text, arena_printf(arena, "%zu", all.longest));
}
