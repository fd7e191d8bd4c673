/* row_pages: see row_pages.h.
 *
 * A database here has the schema on page 1, the root of its one table on page 2, and from page 3 on
 * the leaves of that table and what does not fit in them. Numbers in pages are big-endian.
 */
#include "engine/store/row_pages.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/store/field_value.h"
#include "engine/store/flush.h"

enum {
    PAGE = 32768,
    USUAL_PAGES = 16, /* of a database: what a processor keeps at hand for one core */
    SCHEMA = 1,
    ROOT = 2,
    FILE_HEAD = 100, /* bytes before what else is on page 1 */
    LEAF = 0x0D,
    LEAF_HEAD = 8,
    INTERIOR = 0x05,
    INTERIOR_HEAD = 12,
    OVERFLOW_HEAD = 4,
    LONGEST_VARINT = 9,
    LONGEST_NUMBER = 8,
    MOST_COLUMNS = 16,
    TYPES_ROOM = 1 + MOST_COLUMNS * 5 /* a size below 2^35; less than 128, which one byte tells */
};

/* -- numbers --------------------------------------------------------------------------------------
 */

static inline void put16(unsigned char *at, size_t number)
{
    at[0] = (unsigned char)(number >> 8);
    at[1] = (unsigned char)number;
}

static inline void put32(unsigned char *at, size_t number)
{
    put16(at, number >> 16);
    put16(at + 2, number);
}

/* Inlined, a compiler sees that this is one instruction. */
static inline void put64(unsigned char *at, uint64_t number)
{
    put32(at, (size_t)(number >> 32));
    put32(at + 4, (size_t)(number & UINT32_MAX));
}

/* Bytes that put_varint writes. */
static inline size_t varint_size(uint64_t number)
{
    size_t bytes = 1;
    for (uint64_t rest = number >> 7; rest != 0; rest >>= 7) {
        bytes++;
    }
    return bytes;
}

/* Seven bits a byte, of which the highest says that more follow; of numbers below 2^56, which a
 * size in memory is. Returns where it ends. */
static inline unsigned char *put_varint(unsigned char *at, uint64_t number)
{
    if (number < 0x80) {
        at[0] = (unsigned char)number;
        return at + 1;
    }
    size_t bytes = varint_size(number);
    for (size_t i = bytes; i-- > 0; number >>= 7) {
        at[i] = (unsigned char)((number & 0x7F) | (i + 1 == bytes ? 0 : 0x80));
    }
    return at + bytes;
}

/* -- one record -----------------------------------------------------------------------------------
 */

/* Its types stand before its values, but are known with them: the values are written where there is
 * room before them, and the types go there when all are known. */
struct record {
    struct arena *arena;
    unsigned char *bytes; /* TYPES_ROOM, then the values */
    size_t room;
};

/* Where the next value of a record goes. It is no part of the record, so that it can stay in
 * registers from one column to the next. */
struct pen {
    unsigned char *type, *value;
};

/* Room for so many bytes more and for every number that may follow, of which the last is written as
 * eight bytes, however few count. */
static void record_extend(struct record *record, size_t size)
{
    size_t more = 2 * (record->room + size + TYPES_ROOM + MOST_COLUMNS * LONGEST_NUMBER);
    record->bytes = arena_extend(record->arena, record->bytes, record->room, more, 1);
    record->room = more;
}

static inline void pen_reserve(struct pen *pen, struct record *record, size_t size)
{
    size_t end = (size_t)(pen->value - record->bytes);
    if (end + size + (size_t)(MOST_COLUMNS + 1) * LONGEST_NUMBER > record->room) {
        record_extend(record, size);
        pen->value = record->bytes + end;
    }
}

static inline void put_integer(struct pen *pen, int64_t integer)
{
    /* By the bytes that the number fills whole without its sign, for which a bit must be left. */
    static const unsigned char type_of[] = {1, 2, 3, 4, 5, 5, 6, 6};
    static const unsigned char size_of[] = {1, 2, 3, 4, 6, 6, 8, 8};
    if (integer == 0 || integer == 1) {
        *pen->type++ = (unsigned char)(8 + integer);
        return;
    }
    uint64_t without_sign = (uint64_t)(integer < 0 ? ~integer : integer);
    unsigned filled = (unsigned)(63 - __builtin_clzll(without_sign << 1 | 1)) / 8;
    put64(pen->value, (uint64_t)integer << (64 - 8 * size_of[filled]));
    pen->value += size_of[filled];
    *pen->type++ = type_of[filled];
}

static inline void put_real(struct pen *pen, double real)
{
    enum { TYPE = 7 };
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    put64(pen->value, bits);
    pen->value += sizeof bits;
    *pen->type++ = TYPE;
}

static inline void put_bytes(struct pen *pen, struct record *record, const struct value *value,
                             unsigned type)
{
    pen_reserve(pen, record, value->size);
    memcpy(pen->value, value->bytes, value->size);
    pen->value += value->size;
    pen->type = put_varint(pen->type, 2 * (uint64_t)value->size + type);
}

static inline void put_value(struct pen *pen, struct record *record, const struct value *value)
{
    enum { BLOB = 12, TEXT = 13 };
    switch (value->kind) {
    case VALUE_NULL:
        *pen->type++ = 0;
        break;
    case VALUE_INTEGER:
        put_integer(pen, value->integer);
        break;
    case VALUE_REAL:
        put_real(pen, value->real);
        break;
    case VALUE_TEXT:
        put_bytes(pen, record, value, TEXT);
        break;
    case VALUE_BLOB:
        put_bytes(pen, record, value, BLOB);
        break;
    }
}

/* types: TYPES_ROOM bytes, until record_finish. */
static inline struct pen record_start(struct record *record, unsigned char *types)
{
    if (record->room == 0) {
        record_extend(record, 0);
    }
    return (struct pen){types, record->bytes + TYPES_ROOM};
}

/* Between 8 and 16 bytes, as nearly all are, in two moves that overlap. */
static inline void copy_types(unsigned char *to, const unsigned char *from, size_t size)
{
    if (size >= 8 && size <= 16) {
        memcpy(to, from, 8);
        memcpy(to + size - 8, from + size - 8, 8);
    } else {
        memcpy(to, from, size);
    }
}

/* The whole record; its bytes stay until the next one is started. */
static inline const unsigned char *record_finish(struct record *record, const unsigned char *types,
                                                 struct pen pen, size_t *size)
{
    size_t count = (size_t)(pen.type - types);
    unsigned char *start = record->bytes + TYPES_ROOM - 1 - count;
    assert(1 + count <= TYPES_ROOM);
    start[0] = (unsigned char)(1 + count);
    copy_types(start + 1, types, count);
    *size = (size_t)(pen.value - start);
    return start;
}

/* -- the database ---------------------------------------------------------------------------------
 */

struct row_pages {
    unsigned char *pages;
    size_t capacity, used; /* pages */
    size_t rows;
    size_t leaf;  /* the page that rows are put on */
    size_t cells; /* rows on it */
    size_t start; /* where the last of them begins: they are put from the end of the page on */
    size_t leaves, leaves_start; /* the same of the root: leaves that are full */
};

static unsigned char *page_at(const struct row_pages *pages, size_t number)
{
    return pages->pages + (number - 1) * PAGE;
}

static void put_page_head(unsigned char *at, unsigned char kind, size_t cells, size_t start)
{
    at[0] = kind;
    put16(at + 1, 0); /* no block is free */
    put16(at + 3, cells);
    put16(at + 5, start);
    at[7] = 0; /* and no fragment */
}

/* Of a record of so many bytes, those that stand on the leaf. */
static size_t local_size(size_t size)
{
    enum { MOST = PAGE - 35, LEAST = (PAGE - 12) * 32 / 255 - 23 };
    if (size <= MOST) {
        return size;
    }
    size_t local = LEAST + (size - LEAST) % (PAGE - OVERFLOW_HEAD);
    return local <= MOST ? local : LEAST;
}

static size_t overflow_pages(size_t size)
{
    size_t room = PAGE - OVERFLOW_HEAD;
    return (size - local_size(size) + room - 1) / room;
}

/* Bytes that did not fit, on a chain of pages of their own. */
static void put_overflow(struct row_pages *pages, const unsigned char *bytes, size_t size)
{
    while (size > 0) {
        size_t part = size < PAGE - OVERFLOW_HEAD ? size : PAGE - OVERFLOW_HEAD;
        unsigned char *page = page_at(pages, ++pages->used);
        put32(page, part == size ? 0 : pages->used + 1);
        memcpy(page + OVERFLOW_HEAD, bytes, part);
        bytes += part;
        size -= part;
    }
}

static void start_leaf(struct row_pages *pages)
{
    pages->leaf = ++pages->used;
    pages->cells = 0;
    pages->start = PAGE;
}

static void finish_leaf(struct row_pages *pages)
{
    put_page_head(page_at(pages, pages->leaf), LEAF, pages->cells, pages->start);
}

/* The root tells of a leaf that is full where it is and which row is the last on it. */
static void hang_leaf(struct row_pages *pages)
{
    unsigned char cell[4 + LONGEST_VARINT];
    put32(cell, pages->leaf);
    size_t size = (size_t)(put_varint(cell + 4, pages->rows) - cell);
    unsigned char *root = page_at(pages, ROOT);
    pages->leaves_start -= size;
    memcpy(root + pages->leaves_start, cell, size);
    put16(root + INTERIOR_HEAD + 2 * pages->leaves++, pages->leaves_start);
    finish_leaf(pages);
}

/* Room for `more` pages: a database without rows grows, another one is full. False when it is, or
 * (*code) when there is no memory. */
static bool has_room(struct row_pages *pages, size_t more, int *code)
{
    size_t needed = pages->used + more;
    if (needed > pages->capacity && pages->rows == 0) {
        unsigned char *grown = sqlite3_realloc64(pages->pages, (sqlite3_uint64)needed * PAGE);
        if (grown == NULL) {
            *code = SQLITE_NOMEM;
            return false;
        }
        pages->pages = grown;
        pages->capacity = needed;
    }
    return needed <= pages->capacity;
}

/* Adds a record; false when it did not get in. */
static bool add_record(struct row_pages *pages, const unsigned char *bytes, size_t size, int *code)
{
    size_t local = local_size(size);
    size_t cell_size = varint_size(size) + varint_size(pages->rows + 1) + local +
                       (local < size ? OVERFLOW_HEAD : 0);
    bool fits = LEAF_HEAD + 2 * (pages->cells + 1) + cell_size <= pages->start;
    if (!(fits && local == size) && !has_room(pages, overflow_pages(size) + !fits, code)) {
        return false;
    }
    if (!fits) {
        hang_leaf(pages);
        start_leaf(pages);
    }
    unsigned char *leaf = page_at(pages, pages->leaf);
    pages->start -= cell_size;
    put16(leaf + LEAF_HEAD + 2 * pages->cells++, pages->start);
    pages->rows++;
    unsigned char *at = put_varint(put_varint(leaf + pages->start, size), pages->rows);
    memcpy(at, bytes, local);
    if (local < size) {
        put32(at + local, pages->used + 1);
        put_overflow(pages, bytes + local, size - local);
    }
    return true;
}

/* Page 1: what the file is, and one row that says what the table is. */
static void put_schema(struct row_pages *pages, struct record *record, const char *table,
                       const char *sql, size_t root)
{
    enum { VERSION = 3040001 /* of the library whose format this is */ };
    unsigned char *page = page_at(pages, SCHEMA);
    memset(page, 0, FILE_HEAD);
    memcpy(page, "SQLite format 3", sizeof "SQLite format 3");
    put16(page + 16, PAGE);
    page[18] = page[19] = 1;                 /* written and read with a journal */
    page[21] = 64, page[22] = page[23] = 32; /* fixed */
    put32(page + 24, 1);                     /* changes */
    put32(page + 28, pages->used);
    put32(page + 40, 1); /* changes of the schema */
    put32(page + 44, 4); /* its format: 0 and 1 take no bytes */
    put32(page + 56, 1); /* UTF-8 */
    put32(page + 92, 1); /* the change that the version is of */
    put32(page + 96, VERSION);
    unsigned char types[TYPES_ROOM];
    struct pen pen = record_start(record, types);
    const struct value row[] = {value_text("table"), value_text(table), value_text(table),
                                value_integer((int64_t)root), value_text(sql)};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        put_value(&pen, record, &row[i]);
    }
    size_t size;
    const unsigned char *bytes = record_finish(record, types, pen, &size);
    size_t start = PAGE - varint_size(size) - varint_size(1) - size;
    memcpy(put_varint(put_varint(page + start, size), 1), bytes, size);
    put_page_head(page + FILE_HEAD, LEAF, 1, start);
    put16(page + FILE_HEAD + LEAF_HEAD, start);
}

static bool pages_start(struct row_pages *pages, int *code)
{
    *pages = (struct row_pages){.capacity = USUAL_PAGES, .used = ROOT, .leaves_start = PAGE};
    pages->pages = sqlite3_malloc64((sqlite3_uint64)USUAL_PAGES * PAGE);
    if (pages->pages == NULL) {
        *code = SQLITE_NOMEM;
        return false;
    }
    start_leaf(pages);
    return true;
}

/* One leaf is itself the root of the table. */
static void pages_finish(struct row_pages *pages, struct record *record, const char *table,
                         const char *sql)
{
    finish_leaf(pages);
    if (pages->leaves > 0) {
        unsigned char *root = page_at(pages, ROOT);
        put_page_head(root, INTERIOR, pages->leaves, pages->leaves_start);
        put32(root + LEAF_HEAD, pages->leaf);
    }
    put_schema(pages, record, table, sql, pages->leaves > 0 ? ROOT : pages->leaf);
}

/* -- into the store -------------------------------------------------------------------------------
 */

static const char schema_name[] = "rows";

static bool is_attached(const struct store *store)
{
    return sqlite3_db_filename(store->db, schema_name) != NULL;
}

static bool attach(struct store *store, struct error *error)
{
    if (is_attached(store)) {
        return true;
    }
    int attached = sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
    bool worked = store_execute(store, "ATTACH ':memory:' AS rows", error);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, attached);
    return worked;
}

void row_pages_close(struct store *store)
{
    if (is_attached(store) && sqlite3_get_autocommit(store->db) != 0) {
        sqlite3_exec(store->db, "DETACH rows", NULL, NULL, NULL);
    }
}

/* An array on its way. */
struct shipment {
    struct store *store;
    const struct array_description *array;
    bool numbered;
    int64_t edition;
    const char *create, *copy; /* SQL */
    struct record record;
};

static const unsigned char *record_of(struct shipment *shipment, const char *row, size_t number,
                                      size_t *size)
{
    struct record *record = &shipment->record;
    const struct field *end = shipment->array->fields + shipment->array->field_count;
    unsigned char types[TYPES_ROOM];
    struct pen pen = record_start(record, types);
    put_integer(&pen, shipment->edition);
    if (shipment->numbered) {
        put_integer(&pen, (int64_t)number);
    }
    for (const struct field *field = shipment->array->fields; field < end; field++) {
        struct value value = field_value(field, row);
        put_value(&pen, record, &value);
    }
    return record_finish(record, types, pen, size);
}

/* SQLite reads the pages where they are, and frees them when the next ones come. */
static bool copy_pages(const struct shipment *shipment, const struct row_pages *pages,
                       struct error *error)
{
    struct store *store = shipment->store;
    sqlite3_int64 size = (sqlite3_int64)pages->used * PAGE;
    int code = sqlite3_deserialize(store->db, schema_name, pages->pages, size, size,
                                   SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
    if (code != SQLITE_OK) {
        return store_fail(store, code, error);
    }
    bool worked = store_execute(store, "PRAGMA rows.mmap_size = 1073741824", error) &&
                  store_execute(store, shipment->copy, error);
    if (store->flush != NULL) {
        flush_note(store->flush);
    }
    return worked;
}

/* As many rows as a database takes, from row number *done on. */
static bool ship_some(struct shipment *shipment, const char *rows, size_t count, size_t *done,
                      struct error *error)
{
    struct row_pages pages;
    int code = SQLITE_OK;
    if (!pages_start(&pages, &code)) {
        return store_fail(shipment->store, code, error);
    }
    for (; *done < count; ++*done) {
        size_t size;
        const char *row = rows + *done * shipment->array->size;
        const unsigned char *bytes = record_of(shipment, row, *done, &size);
        if (!add_record(&pages, bytes, size, &code)) {
            break;
        }
    }
    if (code != SQLITE_OK) {
        sqlite3_free(pages.pages);
        return store_fail(shipment->store, code, error);
    }
    pages_finish(&pages, &shipment->record, shipment->array->table, shipment->create);
    return copy_pages(shipment, &pages, error);
}

/* The same shape: as many columns, without types. */
static const char *create_table(struct arena *arena, const struct array_description *array,
                                bool numbered)
{
    struct text sql = text_create(arena);
    text_printf(&sql, "CREATE TABLE %s (edition", array->table);
    if (numbered) {
        text_printf(&sql, ", %s", array->table);
    }
    for (size_t i = 0; i < array->field_count; i++) {
        text_printf(&sql, ", %s", array->fields[i].name);
    }
    text_add(&sql, ")");
    return sql.bytes;
}

bool row_pages_load(struct store *store, enum array_name name, bool numbered, int64_t edition,
                    const void *rows, size_t count, struct error *error)
{
    const struct array_description *array = &array_descriptions[name];
    assert(array->field_count + 2 <= MOST_COLUMNS);
    if (count == 0) {
        return true;
    }
    struct arena *arena = arena_create();
    struct shipment shipment = {
        .store = store,
        .array = array,
        .numbered = numbered,
        .edition = edition,
        .create = create_table(arena, array, numbered),
        .copy = arena_printf(arena, "INSERT INTO main.%s SELECT * FROM rows.%s", array->table,
                             array->table),
        .record = {.arena = arena},
    };
    bool worked = attach(store, error);
    for (size_t done = 0; done < count && worked;) {
        worked = ship_some(&shipment, rows, count, &done, error);
    }
    arena_destroy(arena);
    return worked || error_context(error, "storing %s", array->table);
}
