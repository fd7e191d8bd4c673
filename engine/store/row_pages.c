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
    CELL_HEAD = 5 + 3,  /* a size below 2^35 and the number of a row, of which a database has few */
    USUAL_CELLS = 1536, /* on a leaf */
    LEAF_ROOM = PAGE - LEAF_HEAD - 2 * USUAL_CELLS - CELL_HEAD /* of a record */
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
    return (size_t)(63 - __builtin_clzll(number | 1)) / 7 + 1;
}

/* Seven bits a byte, of which the highest says that more follow; of numbers below 2^56, which a
 * size in memory is. Returns where it ends. */
static inline unsigned char *put_varint(unsigned char *at, uint64_t number)
{
    size_t bytes = varint_size(number);
    for (size_t i = bytes - 1; i > 0; i--) {
        *at++ = (unsigned char)(0x80 | number >> 7 * i);
    }
    *at = (unsigned char)(number & 0x7F);
    return at + 1;
}

/* -- one record -----------------------------------------------------------------------------------
 */

/* The size of its types, a type for each value, the values. A row's record is written where it will
 * stand: for that, what is not known beforehand of its size is bounded. */
struct record_plan {
    size_t types; /* bytes that all types take */
    size_t room;  /* bytes that the record takes at most */
};

/* Of a number, its type takes one byte and its value is written as eight, however few count. */
static inline struct record_plan plan_of_numbers(size_t columns)
{
    return (struct record_plan){.types = columns, .room = 1 + columns * (1 + LONGEST_NUMBER)};
}

static inline uint64_t type_of_bytes(const struct value *value)
{
    enum { BLOB = 12, TEXT = 13 };
    return 2 * (uint64_t)value->size + (value->kind == VALUE_TEXT ? TEXT : BLOB);
}

/* One of the columns is this. */
static inline void plan_bytes(struct record_plan *plan, const struct value *value)
{
    if (value->kind != VALUE_NULL) {
        size_t more = varint_size(type_of_bytes(value)) - 1;
        plan->types += more;
        plan->room += more + value->size;
    }
}

/* Where the next type and the next value of a record go. It is no part of anything, so that it can
 * stay in registers from one column to the next. */
struct pen {
    unsigned char *type, *value;
};

static inline struct pen record_start(unsigned char *at, const struct record_plan *plan)
{
    assert(plan->types < 0x7F);
    at[0] = (unsigned char)(1 + plan->types);
    return (struct pen){at + 1, at + 1 + plan->types};
}

static inline void put_integer(struct pen *pen, int64_t integer)
{
    /* By the bytes that the number fills whole without its sign, for which a bit must be left. */
    static const unsigned char type_of[] = {1, 2, 3, 4, 5, 5, 6, 6};
    static const unsigned char size_of[] = {1, 2, 3, 4, 6, 6, 8, 8};
    static const unsigned char unused_bits[] = {56, 48, 40, 32, 16, 16, 0, 0};
    if (integer == 0 || integer == 1) {
        *pen->type++ = (unsigned char)(8 + integer);
        return;
    }
    uint64_t without_sign = (uint64_t)(integer < 0 ? ~integer : integer);
    unsigned filled = (unsigned)(63 - __builtin_clzll(without_sign << 1 | 1)) / 8;
    put64(pen->value, (uint64_t)integer << unused_bits[filled]);
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

static inline void put_bytes(struct pen *pen, const struct value *value)
{
    memcpy(pen->value, value->bytes, value->size);
    pen->value += value->size;
    pen->type = put_varint(pen->type, type_of_bytes(value));
}

static inline void put_value(struct pen *pen, const struct value *value)
{
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
    case VALUE_BLOB:
        put_bytes(pen, value);
        break;
    }
}

/* -- the database ---------------------------------------------------------------------------------
 */

struct row_pages {
    unsigned char *pages;
    size_t capacity, used; /* pages */
    size_t rows;
    size_t leaf;                 /* the page that rows are put on */
    size_t cells, most_cells;    /* rows on it; those of which the places can be noted on it */
    size_t at;                   /* where on it the next one begins */
    size_t leaves, leaves_start; /* of the root: leaves that are full, and where the last of their
                                    cells begins: they are put from the end of the page on */
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

/* A page begins with the places of its cells: how many there will be is not known, nor of much
 * interest on a page that is copied and gone. */
static void set_leaf(struct row_pages *pages, size_t most_cells)
{
    pages->cells = 0;
    pages->most_cells = most_cells;
    pages->at = LEAF_HEAD + 2 * most_cells;
}

static void start_leaf(struct row_pages *pages, size_t most_cells)
{
    pages->leaf = ++pages->used;
    set_leaf(pages, most_cells);
}

static void finish_leaf(struct row_pages *pages)
{
    put_page_head(page_at(pages, pages->leaf), LEAF, pages->cells,
                  LEAF_HEAD + 2 * pages->most_cells);
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

/* Another leaf for rows, with so many pages behind it; false when there is no room. A leaf without
 * rows stays the one. */
static bool turn_leaf(struct row_pages *pages, size_t most_cells, size_t more, int *code)
{
    if (!has_room(pages, more + (pages->cells > 0), code)) {
        return false;
    }
    if (pages->cells > 0) {
        hang_leaf(pages);
        start_leaf(pages, most_cells);
    } else {
        set_leaf(pages, most_cells);
    }
    return true;
}

/* Where the next record is written, when it takes `room` bytes at most, no more than LEAF_ROOM;
 * NULL when it does not get in. */
static inline unsigned char *place_for(struct row_pages *pages, size_t room, int *code)
{
    bool fits = pages->cells < pages->most_cells && pages->at + CELL_HEAD + room <= PAGE;
    if (!fits && !turn_leaf(pages, USUAL_CELLS, 0, code)) {
        return NULL;
    }
    return page_at(pages, pages->leaf) + pages->at + CELL_HEAD;
}

/* A record stands on the leaf, and ends there at `end`: it becomes a row. Its size and number go
 * before it; between two cells a few bytes may be left, which nobody reads. */
static inline void add_cell(struct row_pages *pages, unsigned char *record, size_t size,
                            const unsigned char *end)
{
    unsigned char *leaf = page_at(pages, pages->leaf);
    size_t number = ++pages->rows;
    unsigned char *cell = record - varint_size(size) - varint_size(number);
    put_varint(put_varint(cell, size), number);
    put16(leaf + LEAF_HEAD + 2 * pages->cells++, (size_t)(cell - leaf));
    pages->at = (size_t)(end - leaf);
}

/* A record that may be too large for a leaf gets one of its own; false when it did not get in. */
static bool add_large(struct row_pages *pages, const unsigned char *bytes, size_t size, int *code)
{
    size_t local = local_size(size);
    if (!turn_leaf(pages, 1, overflow_pages(size), code)) {
        return false;
    }
    unsigned char *record = page_at(pages, pages->leaf) + pages->at + CELL_HEAD;
    memcpy(record, bytes, local);
    add_cell(pages, record, size, page_at(pages, pages->leaf) + PAGE);
    if (local < size) {
        put32(record + local, pages->used + 1);
        put_overflow(pages, bytes + local, size - local);
    }
    return true;
}

/* Page 1: what the file is, and one row that says what the table is. */
static void put_schema(struct row_pages *pages, const char *table, const char *sql, size_t root)
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
    const struct value row[] = {value_text("table"), value_text(table), value_text(table),
                                value_integer((int64_t)root), value_text(sql)};
    enum { COLUMNS = sizeof row / sizeof row[0] };
    struct record_plan plan = plan_of_numbers(COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++) {
        plan_bytes(&plan, &row[i]);
    }
    unsigned char *record = page + PAGE - plan.room;
    struct pen pen = record_start(record, &plan);
    for (size_t i = 0; i < COLUMNS; i++) {
        put_value(&pen, &row[i]);
    }
    size_t size = (size_t)(pen.value - record);
    unsigned char *cell = record - varint_size(size) - varint_size(1);
    put_varint(put_varint(cell, size), 1);
    put_page_head(page + FILE_HEAD, LEAF, 1, (size_t)(cell - page));
    put16(page + FILE_HEAD + LEAF_HEAD, (size_t)(cell - page));
}

static bool pages_start(struct row_pages *pages, int *code)
{
    *pages = (struct row_pages){.capacity = USUAL_PAGES, .used = ROOT, .leaves_start = PAGE};
    pages->pages = sqlite3_malloc64((sqlite3_uint64)USUAL_PAGES * PAGE);
    if (pages->pages == NULL) {
        *code = SQLITE_NOMEM;
        return false;
    }
    start_leaf(pages, USUAL_CELLS);
    return true;
}

/* One leaf is itself the root of the table. */
static void pages_finish(struct row_pages *pages, const char *table, const char *sql)
{
    finish_leaf(pages);
    if (pages->leaves > 0) {
        unsigned char *root = page_at(pages, ROOT);
        put_page_head(root, INTERIOR, pages->leaves, pages->leaves_start);
        put32(root + LEAF_HEAD, pages->leaf);
    }
    put_schema(pages, table, sql, pages->leaves > 0 ? ROOT : pages->leaf);
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
    struct arena *arena;
    const struct field *bytes[MOST_COLUMNS]; /* its fields that are texts or blobs */
    size_t bytes_count;
};

/* Its texts and blobs are taken from the row once, for their sizes. */
static inline struct record_plan plan_record(const struct shipment *shipment, const char *row,
                                             struct value bytes[MOST_COLUMNS])
{
    struct record_plan plan =
        plan_of_numbers(1 + shipment->numbered + shipment->array->field_count);
    for (size_t i = 0; i < shipment->bytes_count; i++) {
        struct value value = field_bytes(shipment->bytes[i], row);
        plan_bytes(&plan, &value);
        /* One by one: a compiler copies a struct that was just made in larger pieces than it was
         * made of, for which a processor has to wait. */
        bytes[i].kind = value.kind;
        bytes[i].bytes = value.bytes;
        bytes[i].size = value.size;
    }
    return plan;
}

/* Returns its end. */
static inline unsigned char *put_record(const struct shipment *shipment, unsigned char *at,
                                        const struct record_plan *plan, const struct value *bytes,
                                        const char *row, size_t number)
{
    const struct field *end = shipment->array->fields + shipment->array->field_count;
    struct pen pen = record_start(at, plan);
    put_integer(&pen, shipment->edition);
    if (shipment->numbered) {
        put_integer(&pen, (int64_t)number);
    }
    for (const struct field *field = shipment->array->fields; field < end; field++) {
        if (field_is_bytes(field)) {
            put_value(&pen, bytes++);
        } else {
            struct value value = field_number(field, row);
            put_value(&pen, &value);
        }
    }
    return pen.value;
}

/* Adds a row to the pages; false when it did not get in. */
static inline bool add_row(const struct shipment *shipment, struct row_pages *pages,
                           const char *row, size_t number, int *code)
{
    struct value bytes[MOST_COLUMNS];
    struct record_plan plan = plan_record(shipment, row, bytes);
    bool large = plan.room > LEAF_ROOM;
    unsigned char *record =
        large ? arena_alloc_full(shipment->arena, plan.room, 1) : place_for(pages, plan.room, code);
    if (record == NULL) {
        return false;
    }
    unsigned char *end = put_record(shipment, record, &plan, bytes, row, number);
    if (large) {
        return add_large(pages, record, (size_t)(end - record), code);
    }
    add_cell(pages, record, (size_t)(end - record), end);
    return true;
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
        if (!add_row(shipment, &pages, rows + *done * shipment->array->size, *done, &code)) {
            break;
        }
    }
    if (code != SQLITE_OK) {
        sqlite3_free(pages.pages);
        return store_fail(shipment->store, code, error);
    }
    pages_finish(&pages, shipment->array->table, shipment->create);
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
        .arena = arena,
    };
    for (size_t i = 0; i < array->field_count; i++) {
        if (field_is_bytes(&array->fields[i])) {
            shipment.bytes[shipment.bytes_count++] = &array->fields[i];
        }
    }
    bool worked = attach(store, error);
    for (size_t done = 0; done < count && worked;) {
        worked = ship_some(&shipment, rows, count, &done, error);
    }
    arena_destroy(arena);
    return worked || error_context(error, "storing %s", array->table);
}
