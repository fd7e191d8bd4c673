/* verify_pdf: see verify_pdf.h. libqpdf is loaded when a PDF must be read and not before: it brings
 * GnuTLS and the C++ library with it. */
#include "engine/verify/verify_pdf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "engine/base/library.h"
#include "engine/verify/verify_stream.h"

enum { MOST_PAGES = 5000, MOST_NODES = 1000, MOST_BYTES = 64 * 1024 * 1024 };

/* -- the library
 * -----------------------------------------------------------------------------------
 */

#define QPDF_FUNCTIONS(FUNCTION)                                                                   \
    FUNCTION(qpdf_init)                                                                            \
    FUNCTION(qpdf_cleanup)                                                                         \
    FUNCTION(qpdf_silence_errors)                                                                  \
    FUNCTION(qpdf_set_suppress_warnings)                                                           \
    FUNCTION(qpdf_has_error)                                                                       \
    FUNCTION(qpdf_get_error)                                                                       \
    FUNCTION(qpdf_read_memory)                                                                     \
    FUNCTION(qpdf_get_root)                                                                        \
    FUNCTION(qpdf_get_num_pages)                                                                   \
    FUNCTION(qpdf_get_page_n)                                                                      \
    FUNCTION(qpdf_oh_is_array)                                                                     \
    FUNCTION(qpdf_oh_is_dictionary)                                                                \
    FUNCTION(qpdf_oh_is_stream)                                                                    \
    FUNCTION(qpdf_oh_get_key)                                                                      \
    FUNCTION(qpdf_oh_has_key)                                                                      \
    FUNCTION(qpdf_oh_get_object_id)                                                                \
    FUNCTION(qpdf_oh_get_array_n_items)                                                            \
    FUNCTION(qpdf_oh_get_array_item)                                                               \
    FUNCTION(qpdf_oh_get_utf8_value)                                                               \
    FUNCTION(qpdf_oh_is_string)                                                                    \
    FUNCTION(qpdf_oh_get_stream_data)                                                              \
    FUNCTION(qpdf_oh_get_dict)                                                                     \
    FUNCTION(qpdf_oh_is_name)                                                                      \
    FUNCTION(qpdf_oh_get_name)                                                                     \
    FUNCTION(qpdf_oh_begin_dict_key_iter)                                                          \
    FUNCTION(qpdf_oh_dict_more_keys)                                                               \
    FUNCTION(qpdf_oh_dict_next_key)

struct qpdf_library {
#define FUNCTION(name) __typeof__(&name) name;
    QPDF_FUNCTIONS(FUNCTION)
#undef FUNCTION
};

static const struct qpdf_library *load_library(struct arena *arena, struct error *error)
{
    struct qpdf_library *library = arena_alloc(arena, sizeof *library);
    const struct library_function functions[] = {
#define FUNCTION(name) {#name, &library->name},
        QPDF_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };
    size_t count = sizeof functions / sizeof functions[0];
    if (!library_load("libqpdf.so.29", functions, count) &&
        !library_load("libqpdf.so", functions, count)) {
        error_set_in_both(error, ERROR_REPORT,
                          "daarvoor is libqpdf nodig; installeer het pakket libqpdf29",
                          "this needs libqpdf; install the package libqpdf29");
        return NULL;
    }
    return library;
}

/* -- the files inside
 * ------------------------------------------------------------------------------
 */

/* What the glyphs of a font mean; pages share them. */
struct glyph_map {
    int object;        /* number of the /ToUnicode stream in the PDF */
    uint32_t *unicode; /* per glyph; 0: not known */
};

struct reading {
    struct arena *arena;
    const struct qpdf_library *library;
    qpdf_data pdf;
    struct pdf_content *content;
    VECTOR(struct glyph_map) maps;
    size_t nodes;    /* of trees that were walked: a loop must end */
    size_t unpacked; /* bytes of all streams, MOST_BYTES at most */
};

/* How a stream is packed. Our reports use deflate and nothing else; what another program did to
 * them is read when it is not packed at all. */
enum packing { PACKING_NONE, PACKING_DEFLATE, PACKING_OTHER };

static enum packing packing_of(struct reading *reading, qpdf_oh stream)
{
    const struct qpdf_library *qpdf = reading->library;
    qpdf_oh dictionary = qpdf->qpdf_oh_get_dict(reading->pdf, stream);
    if (!qpdf->qpdf_oh_has_key(reading->pdf, dictionary, "/Filter")) {
        return PACKING_NONE;
    }
    qpdf_oh filter = qpdf->qpdf_oh_get_key(reading->pdf, dictionary, "/Filter");
    if (qpdf->qpdf_oh_is_array(reading->pdf, filter)) {
        if (qpdf->qpdf_oh_get_array_n_items(reading->pdf, filter) != 1) {
            return PACKING_OTHER;
        }
        filter = qpdf->qpdf_oh_get_array_item(reading->pdf, filter, 0);
    }
    bool deflate = qpdf->qpdf_oh_is_name(reading->pdf, filter) &&
                   strcmp(qpdf->qpdf_oh_get_name(reading->pdf, filter), "/FlateDecode") == 0 &&
                   !qpdf->qpdf_oh_has_key(reading->pdf, dictionary, "/DecodeParms");
    return deflate ? PACKING_DEFLATE : PACKING_OTHER;
}

/* The bytes of a stream in the arena; NULL when it cannot be unpacked, or unpacks to more than a
 * report ever held. */
static const char *stream_bytes(struct reading *reading, qpdf_oh stream, size_t *size)
{
    const struct qpdf_library *qpdf = reading->library;
    unsigned char *packed = NULL;
    size_t packed_size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    *size = 0;
    if (!qpdf->qpdf_oh_is_stream(reading->pdf, stream)) {
        return NULL;
    }
    enum packing packing = packing_of(reading, stream);
    if (packing == PACKING_OTHER ||
        (qpdf->qpdf_oh_get_stream_data(reading->pdf, stream, qpdf_dl_none, &filtered, &packed,
                                       &packed_size) &
         QPDF_ERRORS) != 0 ||
        packed == NULL) {
        free(packed);
        return NULL;
    }
    const char *bytes;
    if (packing == PACKING_DEFLATE) {
        bytes = verify_stream_unpack(reading->arena, packed, packed_size,
                                     MOST_BYTES - reading->unpacked, size);
    } else {
        bytes = arena_copy(reading->arena, (const char *)packed, packed_size);
        *size = packed_size;
    }
    free(packed);
    reading->unpacked +=
        *size < MOST_BYTES - reading->unpacked ? *size : MOST_BYTES - reading->unpacked;
    return bytes;
}

static void add_file(struct reading *reading, qpdf_oh specification)
{
    const struct qpdf_library *qpdf = reading->library;
    if (!qpdf->qpdf_oh_is_dictionary(reading->pdf, specification)) {
        return;
    }
    const char *key = qpdf->qpdf_oh_has_key(reading->pdf, specification, "/UF") ? "/UF" : "/F";
    qpdf_oh name = qpdf->qpdf_oh_get_key(reading->pdf, specification, key);
    qpdf_oh embedded = qpdf->qpdf_oh_get_key(reading->pdf, specification, "/EF");
    if (!qpdf->qpdf_oh_is_string(reading->pdf, name) ||
        !qpdf->qpdf_oh_is_dictionary(reading->pdf, embedded)) {
        return;
    }
    struct pdf_file file = {
        .name = arena_strdup(reading->arena, qpdf->qpdf_oh_get_utf8_value(reading->pdf, name))};
    file.bytes =
        stream_bytes(reading, qpdf->qpdf_oh_get_key(reading->pdf, embedded, "/F"), &file.size);
    if (file.bytes != NULL) {
        *VECTOR_PUSH(reading->arena, &reading->content->files) = file;
    }
}

/* The name tree of the files: leaves have /Names (name, file, name, file), others /Kids. */
static void walk_names(struct reading *reading, qpdf_oh node)
{
    const struct qpdf_library *qpdf = reading->library;
    if (reading->nodes++ > MOST_NODES || !qpdf->qpdf_oh_is_dictionary(reading->pdf, node)) {
        return;
    }
    qpdf_oh names = qpdf->qpdf_oh_get_key(reading->pdf, node, "/Names");
    if (qpdf->qpdf_oh_is_array(reading->pdf, names)) {
        int count = qpdf->qpdf_oh_get_array_n_items(reading->pdf, names);
        for (int i = 1; i < count; i += 2) {
            add_file(reading, qpdf->qpdf_oh_get_array_item(reading->pdf, names, i));
        }
    }
    qpdf_oh kids = qpdf->qpdf_oh_get_key(reading->pdf, node, "/Kids");
    if (qpdf->qpdf_oh_is_array(reading->pdf, kids)) {
        int count = qpdf->qpdf_oh_get_array_n_items(reading->pdf, kids);
        for (int i = 0; i < count && reading->nodes <= MOST_NODES; i++) {
            walk_names(reading, qpdf->qpdf_oh_get_array_item(reading->pdf, kids, i));
        }
    }
}

static void read_files(struct reading *reading)
{
    const struct qpdf_library *qpdf = reading->library;
    qpdf_oh root = qpdf->qpdf_get_root(reading->pdf);
    if (!qpdf->qpdf_oh_is_dictionary(reading->pdf, root)) {
        return;
    }
    qpdf_oh names = qpdf->qpdf_oh_get_key(reading->pdf, root, "/Names");
    if (qpdf->qpdf_oh_is_dictionary(reading->pdf, names)) {
        walk_names(reading, qpdf->qpdf_oh_get_key(reading->pdf, names, "/EmbeddedFiles"));
    }
}

/* -- the words on the pages
 * ------------------------------------------------------------------------
 *
 * Our reports write text as glyph numbers of two bytes, in hexadecimal, in fonts with a /ToUnicode
 * map of single glyphs. That is all that is read here.
 */

enum { GLYPHS = 65536 };

struct font_map {
    const char *name; /* "/F3" */
    const uint32_t *unicode;
};

static int digit_of(char c)
{
    char lower = text_lower_char(c);
    return text_is_digit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Reads "<0045>"; the number of digits, 0 when there is none. */
static int read_hex(const char **at, const char *end, uint32_t *value)
{
    const char *c = *at;
    while (c < end && text_is_blank_char(*c)) {
        c++;
    }
    if (c >= end || *c != '<') {
        return 0;
    }
    int digits = 0;
    *value = 0;
    for (c++; c < end && digit_of(*c) >= 0; c++) {
        *value = *value << 4 | (uint32_t)digit_of(*c);
        digits++;
    }
    if (c >= end || *c != '>') {
        return 0;
    }
    *at = c + 1;
    return digits;
}

static const char *find(const char *at, const char *end, const char *word)
{
    size_t size = strlen(word);
    for (; (size_t)(end - at) >= size; at++) {
        if (memcmp(at, word, size) == 0) {
            return at;
        }
    }
    return NULL;
}

static void read_map(const char *bytes, size_t size, uint32_t *unicode)
{
    const char *end = bytes + size;
    for (const char *at = find(bytes, end, "beginbfchar"); at != NULL;
         at = find(at, end, "beginbfchar")) {
        at += strlen("beginbfchar");
        uint32_t glyph, character;
        while (read_hex(&at, end, &glyph) == 4 && read_hex(&at, end, &character) > 0) {
            /* Eight digits are a pair of surrogates or a ligature: neither stands in a number. */
            unicode[glyph] = character <= 0xFFFF ? character : '?';
        }
    }
}

/* NULL when the font does not say. */
static const uint32_t *glyph_map(struct reading *reading, qpdf_oh stream)
{
    if (!reading->library->qpdf_oh_is_stream(reading->pdf, stream)) {
        return NULL;
    }
    int object = reading->library->qpdf_oh_get_object_id(reading->pdf, stream);
    for (size_t i = 0; i < reading->maps.count; i++) {
        if (reading->maps.items[i].object == object) {
            return reading->maps.items[i].unicode;
        }
    }
    struct glyph_map map = {object, arena_alloc_array(reading->arena, GLYPHS, sizeof(uint32_t))};
    size_t size;
    const char *bytes = stream_bytes(reading, stream, &size);
    if (bytes != NULL) {
        read_map(bytes, size, map.unicode);
    }
    *VECTOR_PUSH(reading->arena, &reading->maps) = map;
    return map.unicode;
}

/* The fonts of a page; NULL-terminated. */
static struct font_map *read_fonts(struct reading *reading, qpdf_oh page)
{
    const struct qpdf_library *qpdf = reading->library;
    VECTOR(struct font_map) maps = {0};
    qpdf_oh resources = qpdf->qpdf_oh_get_key(reading->pdf, page, "/Resources");
    qpdf_oh fonts = qpdf->qpdf_oh_is_dictionary(reading->pdf, resources)
                        ? qpdf->qpdf_oh_get_key(reading->pdf, resources, "/Font")
                        : resources;
    if (qpdf->qpdf_oh_is_dictionary(reading->pdf, fonts)) {
        qpdf->qpdf_oh_begin_dict_key_iter(reading->pdf, fonts);
        while (qpdf->qpdf_oh_dict_more_keys(reading->pdf)) {
            *VECTOR_PUSH(reading->arena, &maps) = (struct font_map){
                arena_strdup(reading->arena, qpdf->qpdf_oh_dict_next_key(reading->pdf)), NULL};
        }
    }
    for (size_t i = 0; i < maps.count; i++) {
        qpdf_oh font = qpdf->qpdf_oh_get_key(reading->pdf, fonts, maps.items[i].name);
        if (qpdf->qpdf_oh_is_dictionary(reading->pdf, font)) {
            maps.items[i].unicode =
                glyph_map(reading, qpdf->qpdf_oh_get_key(reading->pdf, font, "/ToUnicode"));
        }
    }
    *VECTOR_PUSH(reading->arena, &maps) = (struct font_map){0};
    return maps.items;
}

static void add_character(struct text *text, uint32_t code)
{
    if (code == 0) {
        return;
    }
    if (code == 0xA0 || code == 0x202F) {
        code = ' ';
    }
    if (code < 0x80) {
        text_add_char(text, (char)code);
    } else if (code < 0x800) {
        text_add_char(text, (char)(0xC0 | code >> 6));
        text_add_char(text, (char)(0x80 | (code & 0x3F)));
    } else {
        text_add_char(text, (char)(0xE0 | code >> 12));
        text_add_char(text, (char)(0x80 | (code >> 6 & 0x3F)));
        text_add_char(text, (char)(0x80 | (code & 0x3F)));
    }
}

static const uint32_t *map_named(const struct font_map *maps, const char *name, size_t size)
{
    for (; maps->name != NULL; maps++) {
        if (strlen(maps->name) == size && memcmp(maps->name, name, size) == 0) {
            return maps->unicode;
        }
    }
    return NULL;
}

/* The hexadecimal string that begins behind `at`; gives its end. */
static const char *add_string(struct text *text, const uint32_t *map, const char *at,
                              const char *end)
{
    uint32_t glyph = 0;
    int digits = 0;
    for (; at < end && *at != '>'; at++) {
        if (digit_of(*at) < 0) {
            continue;
        }
        glyph = glyph << 4 | (uint32_t)digit_of(*at);
        if (++digits == 4) {
            add_character(text, map == NULL ? 0 : map[glyph]);
            glyph = 0;
            digits = 0;
        }
    }
    return at;
}

static const char *word_end(const char *at, const char *end)
{
    while (at < end && !text_is_blank_char(*at) && strchr("<>[]()/", *at) == NULL) {
        at++;
    }
    return at;
}

/* A name is kept as the font to be when Tf follows; a piece ends where its text object does. */
static void read_page(struct reading *reading, const char *bytes, size_t size,
                      const struct font_map *maps)
{
    struct text *text = &reading->content->text;
    const uint32_t *map = NULL, *named = NULL;
    const char *end = bytes + size;
    for (const char *at = bytes; at < end;) {
        if (*at == '/') {
            const char *stop = word_end(at + 1, end);
            named = map_named(maps, at, (size_t)(stop - at));
            at = stop;
        } else if (*at == '<' && end - at > 1 && at[1] == '<') {
            at += 2;
        } else if (*at == '<') {
            at = add_string(text, map, at + 1, end);
        } else {
            const char *stop = word_end(at, end);
            size_t length = (size_t)(stop - at);
            if (length == 2 && memcmp(at, "Tf", 2) == 0) {
                map = named;
            } else if (length == 2 && memcmp(at, "ET", 2) == 0) {
                text_add_char(text, ' ');
            }
            at = length == 0 ? at + 1 : stop;
        }
    }
}

static void read_content(struct reading *reading, qpdf_oh stream, struct text *content)
{
    size_t size;
    const char *bytes = stream_bytes(reading, stream, &size);
    if (bytes != NULL) {
        text_add_bytes(content, bytes, size);
        text_add_char(content, '\n');
    }
}

/* What draws a page: one stream, or several that are read as one. */
static struct text page_content(struct reading *reading, qpdf_oh page)
{
    const struct qpdf_library *qpdf = reading->library;
    struct text content = text_create(reading->arena);
    qpdf_oh contents = qpdf->qpdf_oh_get_key(reading->pdf, page, "/Contents");
    if (!qpdf->qpdf_oh_is_array(reading->pdf, contents)) {
        read_content(reading, contents, &content);
        return content;
    }
    int count = qpdf->qpdf_oh_get_array_n_items(reading->pdf, contents);
    for (int i = 0; i < count && i < MOST_NODES; i++) {
        read_content(reading, qpdf->qpdf_oh_get_array_item(reading->pdf, contents, i), &content);
    }
    return content;
}

static void read_pages(struct reading *reading)
{
    const struct qpdf_library *qpdf = reading->library;
    int count = qpdf->qpdf_get_num_pages(reading->pdf);
    for (int i = 0; i < count && i < MOST_PAGES; i++) {
        qpdf_oh page = qpdf->qpdf_get_page_n(reading->pdf, (size_t)i);
        struct text content = page_content(reading, page);
        if (content.size > 0) {
            read_page(reading, content.bytes, content.size, read_fonts(reading, page));
        }
    }
}

/* -- the whole
 * --------------------------------------------------------------------------------------
 */

bool pdf_content_read(struct arena *arena, const char *path, const void *bytes, size_t size,
                      struct pdf_content *content, struct error *error)
{
    struct reading reading = {.arena = arena, .content = content};
    *content = (struct pdf_content){.text = text_create(arena)};
    size_t head = size < 1024 ? size : 1024;
    if (find(bytes, (const char *)bytes + head, "%PDF-") == NULL) {
        return error_set_in_both(error, ERROR_REPORT, "\"%s\" is geen PDF", "\"%s\" is no PDF",
                                 path);
    }
    reading.library = load_library(arena, error);
    if (reading.library == NULL) {
        return false;
    }
    const struct qpdf_library *qpdf = reading.library;
    reading.pdf = qpdf->qpdf_init();
    qpdf->qpdf_silence_errors(reading.pdf);
    qpdf->qpdf_set_suppress_warnings(reading.pdf, QPDF_TRUE);
    bool worked = (qpdf->qpdf_read_memory(reading.pdf, path, bytes, size, NULL) & QPDF_ERRORS) == 0;
    if (worked) {
        read_files(&reading);
        read_pages(&reading);
    } else {
        error_set_in_both(error, ERROR_REPORT, "\"%s\" is beschadigd of heeft een wachtwoord",
                          "\"%s\" is damaged or has a password", path);
    }
    if (qpdf->qpdf_has_error(reading.pdf)) {
        qpdf->qpdf_get_error(reading.pdf); /* else the library says on stderr that nobody asked */
    }
    qpdf->qpdf_cleanup(&reading.pdf);
    return worked;
}

const struct pdf_file *pdf_content_file(const struct pdf_content *content, const char *name)
{
    for (size_t i = 0; i < content->files.count; i++) {
        if (text_equal(content->files.items[i].name, name)) {
            return &content->files.items[i];
        }
    }
    return NULL;
}
