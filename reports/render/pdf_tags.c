/* pdf_tags: the structure tree, the parent tree, links and bookmarks, out of the layout's elements.
 *
 * Keys of the parent tree: page n has key n; annotations follow in order. Pages' entries are arrays
 * of elements by MCID; annotations' entries are their Link elements (ISO 32000-1, 14.7.4.4). */
#include <string.h>

#include "reports/render/pdf.h"

const char *const pdf_tag_words[TAG_COUNT] = {
#define TAG(name, word) word,
    TAGS(TAG)
#undef TAG
};

struct tree {
    struct pdf *pdf;
    HPDF_Dict root;
    HPDF_Dict **owners; /* by page and MCID */
    HPDF_Array ids;     /* names and elements for the IDTree */
    size_t id_count;
};

static HPDF_Array numbers(struct pdf *pdf, const double *values, size_t count)
{
    HPDF_Array array = HPDF_Array_New(pdf->memory);
    for (size_t i = 0; i < count; i++) {
        HPDF_Array_AddReal(array, (HPDF_REAL)values[i]);
    }
    return array;
}

static void add_attributes(struct tree *tree, HPDF_Dict dict, const struct element *element)
{
    struct pdf *pdf = tree->pdf;
    HPDF_Dict attributes = NULL;
    if (element->scope != SCOPE_NONE) {
        attributes = HPDF_Dict_New(pdf->memory);
        HPDF_Dict_AddName(attributes, "O", "Table");
        HPDF_Dict_AddName(attributes, "Scope", element->scope == SCOPE_ROW ? "Row" : "Column");
    } else if (element->numbering != NULL) {
        attributes = HPDF_Dict_New(pdf->memory);
        HPDF_Dict_AddName(attributes, "O", "List");
        HPDF_Dict_AddName(attributes, "ListNumbering", element->numbering);
    } else if (element->tag == TAG_FIGURE) {
        attributes = HPDF_Dict_New(pdf->memory);
        HPDF_Dict_AddName(attributes, "O", "Layout");
        HPDF_Dict_AddName(attributes, "Placement", "Block");
        double box[4] = {element->box[0], PAGE_HEIGHT - element->box[3], element->box[2],
                         PAGE_HEIGHT - element->box[1]};
        HPDF_Dict_Add(attributes, "BBox", numbers(pdf, box, 4));
    }
    if (attributes != NULL) {
        HPDF_Dict_Add(dict, "A", attributes);
    }
    if (element->alt != NULL) {
        pdf_add_text(pdf, dict, "Alt", element->alt);
    }
    if (element->language != NULL) {
        HPDF_Dict_Add(dict, "Lang", HPDF_String_New(pdf->memory, element->language, NULL));
    }
    if (element->id != NULL) {
        HPDF_Dict_Add(dict, "ID", HPDF_String_New(pdf->memory, element->id, NULL));
        HPDF_Array_Add(tree->ids, HPDF_String_New(pdf->memory, element->id, NULL));
        HPDF_Array_Add(tree->ids, dict);
        tree->id_count++;
    }
}

/* Content on the element's first page is a plain number; on others it names its page. */
static void add_content(struct tree *tree, HPDF_Dict dict, HPDF_Array kids,
                        const struct content *content, const struct content *first)
{
    struct pdf *pdf = tree->pdf;
    if (content->page == first->page) {
        HPDF_Array_AddNumber(kids, content->mcid);
    } else {
        HPDF_Dict reference = HPDF_Dict_New(pdf->memory);
        HPDF_Dict_AddName(reference, "Type", "MCR");
        HPDF_Dict_Add(reference, "Pg", pdf->pages[content->page]);
        HPDF_Dict_AddNumber(reference, "MCID", content->mcid);
        HPDF_Array_Add(kids, reference);
    }
    tree->owners[content->page][content->mcid] = dict;
}

static HPDF_Dict add_element(struct tree *tree, struct element *element, HPDF_Dict parent)
{
    struct pdf *pdf = tree->pdf;
    HPDF_Dict dict = pdf_dict(pdf);
    if (dict == NULL) {
        return NULL;
    }
    element->object = dict;
    HPDF_Dict_AddName(dict, "Type", "StructElem");
    HPDF_Dict_AddName(dict, "S", pdf_tag_words[element->tag]);
    HPDF_Dict_Add(dict, "P", parent);
    const struct content *first = NULL;
    HPDF_Array kids = HPDF_Array_New(pdf->memory);
    HPDF_Dict_Add(dict, "K", kids);
    for (size_t i = 0; i < element->kids.count && pdf->first_error == HPDF_OK; i++) {
        const struct kid *kid = &element->kids.items[i];
        if (kid->element != NULL) {
            HPDF_Array_Add(kids, add_element(tree, kid->element, dict));
            continue;
        }
        if (first == NULL) {
            first = kid->content;
            HPDF_Dict_Add(dict, "Pg", pdf->pages[first->page]);
        }
        add_content(tree, dict, kids, kid->content, first);
    }
    add_attributes(tree, dict, element);
    return dict;
}

static const struct place_mark *find_anchor(const struct layout *layout, const char *name)
{
    for (size_t i = 0; i < layout->anchors.count; i++) {
        if (strcmp(layout->anchors.items[i].name, name) == 0) {
            return &layout->anchors.items[i];
        }
    }
    return NULL;
}

/* A place on a page that keeps the reader's zoom. */
static HPDF_Destination destination(struct pdf *pdf, const struct place_mark *mark)
{
    HPDF_Destination place = HPDF_Page_CreateDestination(pdf->pages[mark->page]);
    if (place != NULL) {
        double top = PAGE_HEIGHT - mark->y + 14;
        HPDF_Destination_SetXYZ(place, 0, (HPDF_REAL)(top > PAGE_HEIGHT ? PAGE_HEIGHT : top), 1);
        HPDF_Real_SetValue(HPDF_Array_GetItem(place, 4, HPDF_OCLASS_REAL), 0);
    }
    return place;
}

/* URIs in PDF are ASCII: other bytes are written as %NN (RFC 3986). */
static const char *ascii_uri(struct arena *arena, const char *url)
{
    struct text out = text_create(arena);
    for (; *url != '\0'; url++) {
        unsigned char byte = (unsigned char)*url;
        if (byte > 0x20 && byte < 0x7F) {
            text_add_char(&out, *url);
        } else {
            text_printf(&out, "%%%02X", byte);
        }
    }
    return out.bytes;
}

static HPDF_Annotation annotate(struct pdf *pdf, const struct link_area *link)
{
    HPDF_Rect box = {(HPDF_REAL)link->x, (HPDF_REAL)(PAGE_HEIGHT - link->y - link->height),
                     (HPDF_REAL)(link->x + link->width), (HPDF_REAL)(PAGE_HEIGHT - link->y)};
    HPDF_Page page = pdf->pages[link->page];
    if (link->element->url != NULL) {
        return HPDF_Page_CreateURILinkAnnot(page, box, ascii_uri(pdf->arena, link->element->url));
    }
    const struct place_mark *mark = find_anchor(pdf->layout, link->element->target);
    return mark == NULL ? NULL : HPDF_Page_CreateLinkAnnot(page, box, destination(pdf, mark));
}

static int add_links(struct tree *tree, HPDF_Array nums, int key)
{
    struct pdf *pdf = tree->pdf;
    for (size_t i = 0; i < pdf->layout->links.count && pdf->first_error == HPDF_OK; i++) {
        const struct link_area *link = &pdf->layout->links.items[i];
        HPDF_Annotation annotation = annotate(pdf, link);
        if (annotation == NULL) {
            continue;
        }
        HPDF_Dict_AddNumber(annotation, "F", 4);
        HPDF_Dict_AddNumber(annotation, "StructParent", key);
        pdf_add_text(pdf, annotation, "Contents", link->element->description);
        HPDF_LinkAnnot_SetBorderStyle(annotation, 0, 0, 0);
        HPDF_Dict reference = HPDF_Dict_New(pdf->memory);
        HPDF_Dict_AddName(reference, "Type", "OBJR");
        HPDF_Dict_Add(reference, "Pg", pdf->pages[link->page]);
        HPDF_Dict_Add(reference, "Obj", annotation);
        HPDF_Dict dict = link->element->object;
        HPDF_Array_Add(HPDF_Dict_GetItem(dict, "K", HPDF_OCLASS_ARRAY), reference);
        HPDF_Array_AddNumber(nums, key++);
        HPDF_Array_Add(nums, dict);
    }
    return key;
}

static void add_parent_tree(struct tree *tree)
{
    struct pdf *pdf = tree->pdf;
    HPDF_Dict parents = pdf_dict(pdf);
    HPDF_Array nums = HPDF_Array_New(pdf->memory);
    HPDF_Dict_Add(parents, "Nums", nums);
    int key = 0;
    for (size_t p = 0; p < pdf->layout->pages.count; p++) {
        HPDF_Array owners = HPDF_Array_New(pdf->memory);
        HPDF_Xref_Add(pdf->doc->xref, owners);
        for (int i = 0; i < pdf->layout->pages.items[p].content_count; i++) {
            HPDF_Array_Add(owners, tree->owners[p][i]);
        }
        HPDF_Dict_AddNumber(pdf->pages[p], "StructParents", key);
        HPDF_Dict_AddName(pdf->pages[p], "Tabs", "S");
        HPDF_Array_AddNumber(nums, key++);
        HPDF_Array_Add(nums, owners);
    }
    key = add_links(tree, nums, key);
    HPDF_Dict_Add(tree->root, "ParentTree", parents);
    HPDF_Dict_AddNumber(tree->root, "ParentTreeNextKey", key);
}

void pdf_tags(struct pdf *pdf)
{
    if (pdf->first_error != HPDF_OK) {
        return;
    }
    const struct layout *layout = pdf->layout;
    struct tree tree = {.pdf = pdf, .root = pdf_dict(pdf), .ids = HPDF_Array_New(pdf->memory)};
    tree.owners = arena_alloc_array(pdf->arena, layout->pages.count, sizeof(HPDF_Dict *));
    for (size_t p = 0; p < layout->pages.count; p++) {
        tree.owners[p] = arena_alloc_array(pdf->arena, (size_t)layout->pages.items[p].content_count,
                                           sizeof(HPDF_Dict));
    }
    HPDF_Dict_AddName(tree.root, "Type", "StructTreeRoot");
    HPDF_Dict_Add(tree.root, "K", add_element(&tree, layout->document, tree.root));
    if (pdf->first_error == HPDF_OK) {
        add_parent_tree(&tree);
    }
    HPDF_Dict names = pdf_dict(pdf);
    HPDF_Dict_Add(names, "Names", tree.ids);
    if (tree.id_count > 0) {
        HPDF_Dict_Add(tree.root, "IDTree", names);
    }
    HPDF_Dict_Add(pdf->doc->catalog, "StructTreeRoot", tree.root);
}

void pdf_outline(struct pdf *pdf)
{
    HPDF_Encoder encoder = HPDF_GetEncoder(pdf->doc, "UTF-8");
    HPDF_Outline parents[7] = {NULL};
    for (size_t i = 0; i < pdf->layout->bookmarks.count && pdf->first_error == HPDF_OK; i++) {
        const struct place_mark *mark = &pdf->layout->bookmarks.items[i];
        int level = mark->level < 2 ? 1 : mark->level > 3 ? 0 : mark->level - 1;
        if (level == 0) {
            continue; /* below sections: too fine for a list of bookmarks */
        }
        HPDF_Outline parent = level == 2 ? parents[1] : NULL;
        HPDF_Outline outline = HPDF_CreateOutline(pdf->doc, parent, mark->name, encoder);
        HPDF_Outline_SetDestination(outline, destination(pdf, mark));
        HPDF_Outline_SetOpened(outline, HPDF_FALSE);
        parents[level] = outline;
    }
}
