/* template: see template.h. The walk over cmark's tree: block after block, sections on a stack. */
#include "reports/model/template.h"

#include <cmark.h>
#include <string.h>

#include "reports/model/readability.h"
#include "reports/model/template_internal.h"

enum { SECTION_DEPTH = 16 };

struct section {
    const char *name;
    long line;
    bool shown;
};

struct walk {
    struct builder *builder;
    struct block *body;
    struct section sections[SECTION_DEPTH];
    size_t depth;
    bool has_title;
};

static long line_of(cmark_node *node)
{
    for (; node != NULL; node = cmark_node_parent(node)) {
        if (cmark_node_get_start_line(node) > 0) {
            return cmark_node_get_start_line(node);
        }
    }
    return 0;
}

static bool refuse(struct builder *builder, long line, const char *nl, const char *en)
{
    return error_set(builder->error, ERROR_TEMPLATE, builder->file, line, "%s",
                     template_say_in(builder->language, nl, en));
}

/* A link to "note:" carries a side note as its title: [words](note: "text"). */
static enum fill fill_note(struct builder *builder, long line, cmark_node *link, struct rich *rich)
{
    struct rich *note = arena_alloc(builder->arena, sizeof *note);
    enum fill fill =
        template_fill(builder, line, cmark_node_get_title(link), (struct run){0}, note);
    if (fill == FILL_DONE && rich->count > 0) {
        rich->items[rich->count - 1].note = note;
    }
    return fill;
}

static enum fill fill_inlines(struct builder *builder, cmark_node *parent, struct run like,
                              struct rich *rich)
{
    enum fill worst = FILL_DONE;
    for (cmark_node *node = cmark_node_first_child(parent); node != NULL;
         node = cmark_node_next(node)) {
        long line = line_of(node);
        struct run inner = like;
        enum fill fill = FILL_DONE;
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
            fill = template_fill(builder, line, cmark_node_get_literal(node), inner, rich);
            break;
        case CMARK_NODE_SOFTBREAK:
            inner.text = " ";
            rich_add(builder->arena, rich, inner);
            break;
        case CMARK_NODE_LINEBREAK:
            inner.text = "";
            inner.line_break = true;
            rich_add(builder->arena, rich, inner);
            break;
        case CMARK_NODE_STRONG:
            inner.strong = true;
            fill = fill_inlines(builder, node, inner, rich);
            break;
        case CMARK_NODE_EMPH:
            inner.emphasis = true;
            fill = fill_inlines(builder, node, inner, rich);
            break;
        case CMARK_NODE_LINK: {
            const char *url = arena_strdup(builder->arena, cmark_node_get_url(node));
            if (text_starts_with(url, "note:")) {
                fill = fill_inlines(builder, node, inner, rich);
                fill = fill == FILL_DONE ? fill_note(builder, line, node, rich) : fill;
                break;
            }
            if (text_starts_with(url, "lang:")) {
                inner.language = url + 5;
            } else if (text_starts_with(url, "https://") || text_starts_with(url, "http://") ||
                       text_starts_with(url, "mailto:")) {
                inner.url = url;
            } else {
                refuse(builder, line, "een koppeling begint met https://, http:// of mailto:",
                       "a link begins with https://, http:// or mailto:");
                return FILL_ERROR;
            }
            fill = fill_inlines(builder, node, inner, rich);
            break;
        }
        default:
            refuse(builder, line, "HTML en afbeeldingen kunnen niet in een sjabloon",
                   "HTML and images cannot be used in a template");
            fill = FILL_ERROR;
        }
        if (fill == FILL_ERROR) {
            return fill;
        }
        worst = fill == FILL_NO_VALUE ? fill : worst;
        like.line_break = false;
    }
    return worst;
}

/* {{#name}}, {{^name}} or {{/name}} alone in a paragraph. */
static bool section_tag(struct builder *builder, cmark_node *node, char *kind, const char **name)
{
    cmark_node *only = cmark_node_first_child(node);
    if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH || only == NULL ||
        cmark_node_next(only) != NULL || cmark_node_get_type(only) != CMARK_NODE_TEXT) {
        return false;
    }
    const char *text = text_trim(builder->arena, cmark_node_get_literal(only));
    size_t size = strlen(text);
    if (size < 6 || !text_starts_with(text, "{{") || !text_ends_with(text, "}}") ||
        strchr("#^/", text[2]) == NULL || strstr(text + 2, "{{") != NULL) {
        return false;
    }
    *kind = text[2];
    *name = text_trim(builder->arena, arena_copy(builder->arena, text + 3, size - 5));
    return true;
}

static bool shown(const struct walk *walk)
{
    return walk->depth == 0 || walk->sections[walk->depth - 1].shown;
}

static bool enter_or_leave(struct walk *walk, char kind, const char *name, long line)
{
    struct builder *builder = walk->builder;
    if (kind == '/') {
        if (walk->depth == 0 || strcmp(walk->sections[walk->depth - 1].name, name) != 0) {
            return error_set(builder->error, ERROR_TEMPLATE, builder->file, line, "{{/%s}}: %s",
                             name,
                             template_say_in(builder->language, "er is geen open deel met die naam",
                                             "no open section has that name"));
        }
        walk->depth--;
        return true;
    }
    if (walk->depth == SECTION_DEPTH) {
        return refuse(builder, line, "te veel delen in elkaar", "too many sections in each other");
    }
    bool holds = false;
    if (template_holds(builder, line, name, &holds) == FILL_ERROR) {
        return false;
    }
    bool outer = shown(walk);
    walk->sections[walk->depth++] =
        (struct section){name, line, outer && (kind == '#' ? holds : !holds)};
    return true;
}

static bool build_list(struct builder *builder, struct block *parent, cmark_node *node);

/* An item: its first paragraph is its text; lists in it are its children. */
static bool build_item(struct builder *builder, struct block *list, cmark_node *node)
{
    struct block *item = block_create(builder->arena, BLOCK_ITEM);
    for (cmark_node *child = cmark_node_first_child(node); child != NULL;
         child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_LIST) {
            if (!build_list(builder, item, child)) {
                return false;
            }
            continue;
        }
        struct run like = {.line_break = item->text.count > 0};
        enum fill fill = fill_inlines(builder, child, like, &item->text);
        if (fill == FILL_ERROR) {
            return false;
        }
        if (fill == FILL_NO_VALUE) {
            return true;
        }
    }
    block_append(builder->arena, list, item);
    return true;
}

static bool build_list(struct builder *builder, struct block *parent, cmark_node *node)
{
    struct block *list = block_create(builder->arena, BLOCK_LIST);
    list->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    for (cmark_node *item = cmark_node_first_child(node); item != NULL;
         item = cmark_node_next(item)) {
        if (!build_item(builder, list, item)) {
            return false;
        }
    }
    if (list->child_count > 0) {
        block_append(builder->arena, parent, list);
    }
    return true;
}

static bool build_text(struct walk *walk, cmark_node *node, enum block_kind kind, int level)
{
    struct builder *builder = walk->builder;
    struct block *block = block_create(builder->arena, kind);
    block->level = level;
    enum fill fill = fill_inlines(builder, node, (struct run){0}, &block->text);
    if (fill == FILL_ERROR) {
        return false;
    }
    if (fill == FILL_DONE && kind == BLOCK_HEADING && level == 1 && !walk->has_title) {
        walk->has_title = true;
        builder->report->title = rich_plain(builder->arena, &block->text);
    } else if (fill == FILL_DONE && block->text.count > 0) {
        block_append(builder->arena, walk->body, block);
    }
    return true;
}

/* A block quote is a note: something to know before believing. */
static bool build_note(struct walk *walk, cmark_node *node)
{
    struct builder *builder = walk->builder;
    struct block *block = block_create(builder->arena, BLOCK_NOTE);
    for (cmark_node *child = cmark_node_first_child(node); child != NULL;
         child = cmark_node_next(child)) {
        struct run like = {.line_break = block->text.count > 0};
        enum fill fill = fill_inlines(builder, child, like, &block->text);
        if (fill != FILL_DONE) {
            return fill == FILL_NO_VALUE;
        }
    }
    block_append(builder->arena, walk->body, block);
    return true;
}

static bool build_block(struct walk *walk, cmark_node *node)
{
    struct builder *builder = walk->builder;
    long line = line_of(node);
    char kind = 0;
    const char *name = NULL;
    if (section_tag(builder, node, &kind, &name)) {
        return enter_or_leave(walk, kind, name, line);
    }
    if (!shown(walk)) {
        return true;
    }
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        return build_text(walk, node, BLOCK_HEADING, cmark_node_get_heading_level(node));
    case CMARK_NODE_PARAGRAPH:
        return build_text(walk, node, BLOCK_PARAGRAPH, 0);
    case CMARK_NODE_LIST:
        return build_list(builder, walk->body, node);
    case CMARK_NODE_BLOCK_QUOTE:
        return build_note(walk, node);
    case CMARK_NODE_THEMATIC_BREAK:
        block_add(builder->arena, walk->body, BLOCK_PAGE_BREAK);
        return true;
    case CMARK_NODE_CODE_BLOCK:
        return template_fence(builder, walk->body, line,
                              arena_strdup(builder->arena, cmark_node_get_fence_info(node)),
                              cmark_node_get_literal(node));
    case CMARK_NODE_HTML_BLOCK:
        if (text_starts_with(cmark_node_get_literal(node), "<!--")) {
            return true; /* a remark for whoever edits the template */
        }
        return refuse(builder, line, "HTML kan niet in een sjabloon",
                      "HTML cannot be used in a template");
    default:
        return refuse(builder, line, "dit kan niet in een sjabloon",
                      "this cannot be used in a template");
    }
}

/* A heading under which everything was left out is left out too: a chapter with nothing in it tells
 * a reader less than none. Told from the end, so that a chapter of empty sections goes as well. */
static void drop_empty_headings(struct builder *builder, struct block *body)
{
    size_t to = body->child_count;
    const struct block *next = NULL; /* that is kept, page breaks apart */
    for (size_t i = body->child_count; i-- > 0;) {
        struct block *block = body->children[i];
        bool heading = block->kind == BLOCK_HEADING;
        if (heading &&
            (next == NULL || (next->kind == BLOCK_HEADING && next->level <= block->level))) {
            template_say(builder, 0, "%s: %s",
                         template_say_in(builder->language, "weggelaten, niets onder deze kop",
                                         "left out, nothing under this heading"),
                         rich_plain(builder->arena, &block->text));
            continue;
        }
        body->children[--to] = block;
        next = block->kind == BLOCK_PAGE_BREAK ? next : block;
    }
    size_t kept = body->child_count - to;
    if (kept > 0) {
        memmove(body->children, body->children + to, kept * sizeof(struct block *));
    }
    body->child_count = kept;
}

static void free_node(void *node)
{
    cmark_node_free(node);
}

bool template_build(struct arena *arena, const char *file, struct bytes source,
                    const struct template_provider *provider, enum language language,
                    struct report *report, struct template_findings *findings, struct error *error)
{
    struct builder builder = {arena, file, provider, language, report, findings, error};
    cmark_node *root = cmark_parse_document((const char *)source.data, source.size,
                                            CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    if (root == NULL) {
        return error_set(error, ERROR_TEMPLATE, file, 0, "cmark");
    }
    arena_adopt(arena, free_node, root);
    cmark_consolidate_text_nodes(root);
    report->language = language;
    report->body = block_create(arena, BLOCK_SECTION);
    struct walk walk = {.builder = &builder, .body = report->body};
    for (cmark_node *node = cmark_node_first_child(root); node != NULL;
         node = cmark_node_next(node)) {
        if (!build_block(&walk, node)) {
            return false;
        }
    }
    if (walk.depth > 0) {
        return error_set(error, ERROR_TEMPLATE, file, walk.sections[walk.depth - 1].line,
                         "{{#%s}}: %s", walk.sections[walk.depth - 1].name,
                         template_say_in(language, "dit deel wordt nergens gesloten",
                                         "this section is never closed"));
    }
    drop_empty_headings(&builder, report->body);
    readability_fill(arena, report->body, language);
    if (report->title == NULL) {
        return error_set(error, ERROR_TEMPLATE, file, 1, "%s",
                         template_say_in(language, "er is geen titel (een regel met #)",
                                         "there is no title (a line with #)"));
    }
    return true;
}
