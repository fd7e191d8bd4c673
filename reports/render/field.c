/* field: a chapter as plain text without line breaks inside paragraphs, for pasting into a form. */
#include <string.h>

#include "reports/render/plain.h"
#include "reports/render/render.h"

static void add_words(struct text *out, struct arena *arena, const struct block *block)
{
    if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LEAD) {
        text_add(out, out->size > 0 ? "\n\n" : "");
        text_add(out, rich_plain(arena, &block->text));
    } else if (block->kind == BLOCK_ITEM) {
        text_add(out, "\n- ");
        text_add(out, rich_plain(arena, &block->text));
    } else if (block->kind == BLOCK_LIST) {
        text_add(out, out->size > 0 ? "\n" : "");
    }
    for (size_t i = 0; i < block->child_count; i++) {
        add_words(out, arena, block->children[i]);
    }
}

bool render_field(struct arena *arena, const struct report *report, const char *heading,
                  struct bytes *out, size_t *characters)
{
    struct text text = text_create(arena);
    int inside = 0; /* the level of the heading that we are under */
    bool found = false;
    for (size_t i = 0; i < report->body->child_count; i++) {
        const struct block *block = report->body->children[i];
        if (block->kind == BLOCK_HEADING && (inside == 0 || block->level <= inside)) {
            bool same = !found && strcmp(rich_plain(arena, &block->text), heading) == 0;
            inside = same ? block->level : 0;
            found = found || same;
        } else if (inside > 0) {
            add_words(&text, arena, block);
        }
    }
    const char *words = text_trim(arena, text.bytes);
    *out = (struct bytes){(const unsigned char *)words, strlen(words)};
    *characters = plain_length(words);
    return found;
}
