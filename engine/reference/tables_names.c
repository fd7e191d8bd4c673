/* tables_names: the tables of names: aliases, places, domains, organisations. See tables.h. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/reference/tables_reader.h"

/* -- aliases.csv, places.csv, domains.csv -------------------------------------------------------
 */

static int alias_kind(const char *word)
{
    static const char *const words[] = {
        "cbs_suffix",   "common_name", "dutch_name",          "frisian", "english", "spelling",
        "abbreviation", "slang",       "former_municipality", "seat"};
    for (int i = 0; i <= ALIAS_SEAT; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

bool tables_add_aliases(struct reader *reader)
{
    VECTOR(struct table_alias) list = {0};
    for (size_t i = 0; i < reader->tables->alias_count; i++) {
        *VECTOR_PUSH(reader->arena, &list) = reader->tables->aliases[i];
    }
    size_t known = list.count;
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        const char *alias = tables_cell(reader, row, "alias");
        int code = tables_code(tables_cell(reader, row, "code"));
        int kind = alias_kind(tables_cell(reader, row, "kind"));
        if (alias[0] == '\0' || code <= 0) {
            return tables_refuse(reader, row, "alias, code, kind, ambiguous");
        }
        int from = tables_whole(tables_cell(reader, row, "valid_from"));
        int to = tables_whole(tables_cell(reader, row, "valid_to"));
        struct table_alias one = {alias,
                                  (uint16_t)code,
                                  (uint8_t)(kind < 0 ? ALIAS_SPELLING : kind),
                                  strcmp(tables_cell(reader, row, "ambiguous"), "1") == 0,
                                  (int16_t)(from > 0 ? from : 0),
                                  (int16_t)(to > 0 ? to : 0)};
        size_t at = 0;
        while (at < known && (one.ambiguous || strcmp(list.items[at].alias, alias) != 0)) {
            at++;
        }
        if (at < known) {
            list.items[at] = one;
        } else {
            *VECTOR_PUSH(reader->arena, &list) = one;
        }
    }
    reader->tables->aliases = list.items;
    reader->tables->alias_count = list.count;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct table_place *x = a;
    const struct table_place *y = b;
    int order = strcmp(x->place, y->place);
    if (order != 0) {
        return order;
    }
    if (x->code != y->code) {
        return x->code < y->code ? -1 : 1;
    }
    return (x->first_year > y->first_year) - (x->first_year < y->first_year);
}

/* Rows of one place and municipality in years that touch become one row. */
bool tables_add_places(struct reader *reader)
{
    VECTOR(struct table_place) list = {0};
    for (size_t i = 0; i < reader->tables->place_count; i++) {
        *VECTOR_PUSH(reader->arena, &list) = reader->tables->places[i];
    }
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        int year = tables_whole(tables_cell(reader, row, "year"));
        int code = tables_code(tables_cell(reader, row, "municipality_code"));
        const char *place = tables_cell(reader, row, "place");
        if (year < 1900 || year > 9999 || code <= 0 || place[0] == '\0') {
            return tables_refuse(reader, row, "year, place, municipality_code");
        }
        *VECTOR_PUSH(reader->arena, &list) =
            (struct table_place){place, (uint16_t)code, (int16_t)year, (int16_t)year};
    }
    if (list.count == 0) {
        return true;
    }
    qsort(list.items, list.count, sizeof *list.items, by_place);
    size_t used = 0;
    for (size_t i = 1; i < list.count; i++) {
        struct table_place *last = &list.items[used];
        const struct table_place *next = &list.items[i];
        if (strcmp(last->place, next->place) == 0 && last->code == next->code &&
            next->first_year <= last->last_year + 1) {
            last->last_year = next->last_year > last->last_year ? next->last_year : last->last_year;
        } else {
            list.items[++used] = *next;
        }
    }
    reader->tables->places = list.items;
    reader->tables->place_count = used + 1;
    return true;
}

static int by_domain(const void *a, const void *b)
{
    return strcmp(((const struct table_domain *)a)->domain,
                  ((const struct table_domain *)b)->domain);
}

bool tables_add_domains(struct reader *reader)
{
    VECTOR(struct table_domain) list = {0};
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        const char *domain = text_lower_ascii(reader->arena, tables_cell(reader, row, "domain"));
        const char *organisation = tables_cell(reader, row, "organisation");
        int code = tables_code(tables_cell(reader, row, "code"));
        if (domain[0] == '\0' || (code <= 0 && organisation[0] == '\0')) {
            return tables_refuse(reader, row, "domain, code (of organisation)");
        }
        *VECTOR_PUSH(reader->arena, &list) = (struct table_domain){
            domain, (uint16_t)(code > 0 ? code : 0), code > 0 ? NULL : organisation};
    }
    size_t fresh = list.count;
    for (size_t i = 0; i < reader->tables->domain_count; i++) {
        bool replaced = false;
        for (size_t k = 0; k < fresh; k++) {
            replaced =
                replaced || strcmp(list.items[k].domain, reader->tables->domains[i].domain) == 0;
        }
        if (!replaced) {
            *VECTOR_PUSH(reader->arena, &list) = reader->tables->domains[i];
        }
    }
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, by_domain);
    }
    reader->tables->domains = list.items;
    reader->tables->domain_count = list.count;
    return true;
}

/* -- organisations.csv, organisation_aliases.csv ------------------------------------------------
 */

static int body_kind(const char *word)
{
    static const char *const words[] = {
#define BODY(name, word) word,
        BODY_KINDS(BODY)
#undef BODY
    };
    for (int i = 0; i < BODY_KIND_COUNT; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static int by_code(const void *a, const void *b)
{
    uint16_t x = *(const uint16_t *)a;
    uint16_t y = *(const uint16_t *)b;
    return (x > y) - (x < y);
}

static const uint16_t *read_codes(struct arena *arena, const char *text, uint16_t *count)
{
    VECTOR(uint16_t) codes = {0};
    while (*text != '\0') {
        size_t size = strcspn(text, " ,;");
        char one[16] = "";
        memcpy(one, text, size < 15 ? size : 15);
        int code = tables_code(one);
        if (code > 0) {
            *VECTOR_PUSH(arena, &codes) = (uint16_t)code;
        }
        text += size;
        text += strspn(text, " ,;");
    }
    if (codes.count > 1) {
        qsort(codes.items, codes.count, sizeof *codes.items, by_code);
    }
    *count = (uint16_t)codes.count;
    return codes.items;
}

bool tables_add_organisations(struct reader *reader)
{
    VECTOR(struct table_organisation) list = {0};
    for (size_t i = 0; i < reader->tables->organisation_count; i++) {
        *VECTOR_PUSH(reader->arena, &list) = reader->tables->organisations[i];
    }
    size_t known = list.count;
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        struct table_organisation one = {.name = tables_cell(reader, row, "name")};
        int kind = body_kind(tables_cell(reader, row, "kind"));
        if (one.name[0] == '\0' || kind < 0) {
            return tables_refuse(reader, row, "name, kind, members, adds_residents");
        }
        one.kind = (uint8_t)kind;
        one.adds_residents = strcmp(tables_cell(reader, row, "adds_residents"), "yes") == 0;
        int year = tables_whole(tables_cell(reader, row, "source_year"));
        one.source_year = (int16_t)(year > 0 && year < 9999 ? year : 0);
        one.members =
            read_codes(reader->arena, tables_cell(reader, row, "members"), &one.member_count);
        one.source_members =
            read_codes(reader->arena, tables_cell(reader, row, "members_source_year"),
                       &one.source_member_count);
        if (one.source_member_count == 0) {
            one.source_members = one.members;
            one.source_member_count = one.member_count;
        }
        size_t at = 0;
        while (at < known && strcmp(list.items[at].name, one.name) != 0) {
            at++;
        }
        if (at < known) {
            list.items[at] = one;
        } else {
            *VECTOR_PUSH(reader->arena, &list) = one;
        }
    }
    reader->tables->organisations = list.items;
    reader->tables->organisation_count = list.count;
    return true;
}

bool tables_add_organisation_aliases(struct reader *reader)
{
    VECTOR(struct table_organisation_alias) list = {0};
    for (size_t i = 0; i < reader->tables->organisation_alias_count; i++) {
        *VECTOR_PUSH(reader->arena, &list) = reader->tables->organisation_aliases[i];
    }
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        struct table_organisation_alias one = {tables_cell(reader, row, "alias"),
                                               tables_cell(reader, row, "organisation")};
        if (one.alias[0] == '\0' || one.organisation[0] == '\0') {
            return tables_refuse(reader, row, "alias, organisation");
        }
        *VECTOR_PUSH(reader->arena, &list) = one;
    }
    reader->tables->organisation_aliases = list.items;
    reader->tables->organisation_alias_count = list.count;
    return true;
}
