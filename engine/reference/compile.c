/* compile: the build tool that turns the CSV and GeoJSON files of this folder into C tables.
 *
 *     compile OUT.c FILE...        files in any order; each is recognised by its name
 *
 * Everything is checked on the way, so that a broken table fails the build and not a report.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/reference/boundaries.h"
#include "engine/reference/csv_table.h"
#include "engine/reference/geojson.h"
#include "engine/reference/tables.h"

struct shapes {
    VECTOR(struct boundaries) years;
    struct boundaries provinces;
};

static char *read_file(struct arena *arena, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    struct text text = text_create(arena);
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0) {
        text_add_bytes(&text, block, got);
    }
    fclose(file);
    *size = text.size;
    return text.bytes;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* -- writing ------------------------------------------------------------------------------------
 */

static void put_string(FILE *out, const char *string)
{
    if (string == NULL) {
        fputs("NULL", out);
        return;
    }
    fputc('"', out);
    for (const unsigned char *c = (const unsigned char *)string; *c != '\0'; c++) {
        if (*c >= 0x80 || *c < 0x20) {
            fprintf(out, "\\%03o", *c);
        } else {
            fprintf(out, *c == '"' || *c == '\\' || *c == '?' ? "\\%c" : "%c", *c);
        }
    }
    fputc('"', out);
}

static void put_codes(FILE *out, const char *name, size_t number, const uint16_t *codes,
                      size_t count)
{
    fprintf(out, "static const uint16_t %s_%zu[] = {", name, number);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%d,", codes[i]);
    }
    fputs("};\n", out);
}

static void put_municipalities(FILE *out, const struct reference_tables *t)
{
    fputs("static const struct table_municipality municipalities[] = {\n", out);
    for (size_t i = 0; i < t->municipality_count; i++) {
        fprintf(out, "{%d,%d,", t->municipalities[i].code, t->municipalities[i].province);
        put_string(out, t->municipalities[i].name);
        fputs("},\n", out);
    }
    fputs("};\n", out);
    for (size_t i = 0; i < t->year_count; i++) {
        put_codes(out, "codes", i, t->years[i].codes, t->years[i].count);
        fprintf(out, "static const int32_t populations_%zu[] = {", i);
        for (size_t k = 0; k < t->years[i].count; k++) {
            fprintf(out, "%d,", t->years[i].populations[k]);
        }
        fputs("};\n", out);
    }
    fputs("static const struct table_year years[] = {\n", out);
    for (size_t i = 0; i < t->year_count; i++) {
        fprintf(out, "{%d,%s,codes_%zu,populations_%zu,%zu},\n", t->years[i].year,
                t->years[i].provisional ? "true" : "false", i, i, t->years[i].count);
    }
    fputs("};\n", out);
}

static void put_changes(FILE *out, const struct reference_tables *t)
{
    fputs("static const struct table_merger mergers[] = {\n", out);
    for (size_t i = 0; i < t->merger_count; i++) {
        const struct table_merger *one = &t->mergers[i];
        fprintf(out, "{%d,%d,%d,%.6f},\n", one->day, one->old_code, one->new_code, one->share);
    }
    fputs("};\nstatic const struct table_correction corrections[] = {\n", out);
    for (size_t i = 0; i < t->correction_count; i++) {
        const struct table_correction *one = &t->corrections[i];
        fprintf(out, "{%d,%d,%d,%d},\n", one->day, one->from, one->to, one->persons);
    }
    fputs("};\n", out);
}

static void put_names(FILE *out, const struct reference_tables *t)
{
    fputs("static const struct table_alias aliases[] = {\n", out);
    for (size_t i = 0; i < t->alias_count; i++) {
        const struct table_alias *one = &t->aliases[i];
        fputc('{', out);
        put_string(out, one->alias);
        fprintf(out, ",%d,%d,%s,%d,%d},\n", one->code, one->kind, one->ambiguous ? "true" : "false",
                one->valid_from, one->valid_to);
    }
    fputs("};\nstatic const struct table_place places[] = {\n", out);
    for (size_t i = 0; i < t->place_count; i++) {
        const struct table_place *one = &t->places[i];
        fputc('{', out);
        put_string(out, one->place);
        fprintf(out, ",%d,%d,%d},\n", one->code, one->first_year, one->last_year);
    }
    fputs("};\nstatic const struct table_domain domains[] = {\n", out);
    for (size_t i = 0; i < t->domain_count; i++) {
        const struct table_domain *one = &t->domains[i];
        fputc('{', out);
        put_string(out, one->domain);
        fprintf(out, ",%d,", one->code);
        put_string(out, one->organisation);
        fputs("},\n", out);
    }
    fputs("};\n", out);
}

static void put_organisations(FILE *out, const struct reference_tables *t)
{
    for (size_t i = 0; i < t->organisation_count; i++) {
        const struct table_organisation *one = &t->organisations[i];
        if (one->member_count > 0) {
            put_codes(out, "members", i, one->members, one->member_count);
        }
        if (one->source_members != one->members) {
            put_codes(out, "source_members", i, one->source_members, one->source_member_count);
        }
    }
    fputs("static const struct table_organisation organisations[] = {\n", out);
    for (size_t i = 0; i < t->organisation_count; i++) {
        const struct table_organisation *one = &t->organisations[i];
        char members[32] = "NULL";
        char source[40];
        if (one->member_count > 0) {
            snprintf(members, sizeof members, "members_%zu", i);
        }
        memcpy(source, members, sizeof members);
        if (one->source_members != one->members) {
            snprintf(source, sizeof source, "source_members_%zu", i);
        }
        fputc('{', out);
        put_string(out, one->name);
        fprintf(out, ",%d,%s,%d,%s,%s,%d,%d},\n", one->kind, one->adds_residents ? "true" : "false",
                one->source_year, members, source, one->member_count, one->source_member_count);
    }
    fputs("};\nstatic const struct table_organisation_alias organisation_aliases[] = {\n", out);
    for (size_t i = 0; i < t->organisation_alias_count; i++) {
        fputc('{', out);
        put_string(out, t->organisation_aliases[i].alias);
        fputc(',', out);
        put_string(out, t->organisation_aliases[i].organisation);
        fputs("},\n", out);
    }
    fputs("};\n", out);
}

static void put_shapes(FILE *out, const char *name, const struct boundaries *map)
{
    size_t ring_count = 0;
    fprintf(out, "static const struct boundary_point points_%s[] = {\n", name);
    for (size_t i = 0; i < map->count; i++) {
        for (size_t r = 0; r < map->items[i].ring_count; r++) {
            const struct boundary_ring *ring = &map->items[i].rings[r];
            for (size_t p = 0; p < ring->count; p++) {
                fprintf(out, "{%d,%d},", ring->points[p].x, ring->points[p].y);
            }
            fputc('\n', out);
            ring_count++;
        }
    }
    fprintf(out, "};\nstatic const struct boundary_ring rings_%s[%zu] = {\n", name, ring_count);
    size_t point = 0;
    for (size_t i = 0; i < map->count; i++) {
        for (size_t r = 0; r < map->items[i].ring_count; r++) {
            const struct boundary_ring *ring = &map->items[i].rings[r];
            fprintf(out, "{points_%s + %zu,%u,%d,%s},\n", name, point, ring->count, ring->polygon,
                    ring->hole ? "true" : "false");
            point += ring->count;
        }
    }
    fprintf(out, "};\nstatic const struct boundary areas_%s[%zu] = {\n", name, map->count);
    size_t ring = 0;
    for (size_t i = 0; i < map->count; i++) {
        fprintf(out, "{%d,rings_%s + %zu,%zu},\n", map->items[i].code, name, ring,
                map->items[i].ring_count);
        ring += map->items[i].ring_count;
    }
    fputs("};\n", out);
}

static bool is_first_of_geometry(const struct shapes *shapes, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (shapes->years.items[k].geometry_year == shapes->years.items[i].geometry_year) {
            return false;
        }
    }
    return true;
}

static void put_boundaries(FILE *out, const struct shapes *shapes)
{
    for (size_t i = 0; i < shapes->years.count; i++) {
        if (is_first_of_geometry(shapes, i)) {
            char name[16];
            snprintf(name, sizeof name, "%d", shapes->years.items[i].geometry_year);
            put_shapes(out, name, &shapes->years.items[i]);
        }
    }
    put_shapes(out, "provinces", &shapes->provinces);
    fputs("const struct boundaries boundaries_builtin[] = {\n", out);
    for (size_t i = 0; i < shapes->years.count; i++) {
        const struct boundaries *one = &shapes->years.items[i];
        fprintf(out, "{%d,%d,areas_%d,%zu},\n", one->year, one->geometry_year, one->geometry_year,
                one->count);
    }
    fprintf(out, "};\nconst size_t boundaries_builtin_count = %zu;\n", shapes->years.count);
    fprintf(out,
            "const struct boundaries boundaries_builtin_provinces = "
            "{%d,%d,areas_provinces,%zu};\n",
            shapes->provinces.geometry_year, shapes->provinces.geometry_year,
            shapes->provinces.count);
}

static void put_all(FILE *out, const struct reference_tables *t, const struct shapes *shapes)
{
    fputs("/* Written by engine/reference/compile.c; do not edit. */\n"
          "#include \"engine/reference/boundaries.h\"\n"
          "#include \"engine/reference/tables.h\"\n",
          out);
    put_municipalities(out, t);
    put_changes(out, t);
    put_names(out, t);
    put_organisations(out, t);
    fprintf(out,
            "const struct reference_tables reference_tables_builtin = {\n"
            "municipalities, %zu, years, %zu, mergers, %zu, corrections, %zu, aliases, %zu,\n"
            "places, %zu, organisations, %zu, organisation_aliases, %zu, domains, %zu};\n",
            t->municipality_count, t->year_count, t->merger_count, t->correction_count,
            t->alias_count, t->place_count, t->organisation_count, t->organisation_alias_count,
            t->domain_count);
    put_boundaries(out, shapes);
}

/* -- reading ------------------------------------------------------------------------------------
 */

static bool add_shapes(struct arena *arena, struct shapes *shapes, const char *path,
                       const char *bytes, struct error *error)
{
    struct boundaries map;
    if (!geojson_read(arena, path, bytes, &map, error)) {
        return false;
    }
    if (map.year == 0) {
        shapes->provinces = map;
    } else {
        *VECTOR_PUSH(arena, &shapes->years) = map;
    }
    return true;
}

static bool add_file(struct arena *arena, struct reference_tables *tables, struct shapes *shapes,
                     const char *path, struct error *error)
{
    size_t size;
    const char *bytes = read_file(arena, path, &size);
    if (bytes == NULL) {
        return error_set(error, ERROR_NOT_FOUND, path, 0, "%s", path);
    }
    if (text_ends_with(path, ".geojson")) {
        return add_shapes(arena, shapes, path, bytes, error);
    }
    struct csv_table csv = csv_table_read(arena, bytes, size);
    bool known;
    if (!tables_add(tables, arena, base_name(path), &csv, &known, error)) {
        return false;
    }
    return known || error_set(error, ERROR_SETTINGS, path, 0, "unknown table");
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_create();
    struct error error = {0};
    struct reference_tables tables = {0};
    struct shapes shapes = {0};
    bool good = argc > 2;
    for (int i = 2; i < argc && good; i++) {
        good = add_file(arena, &tables, &shapes, argv[i], &error);
    }
    FILE *out = good ? fopen(argv[1], "w") : NULL;
    if (out != NULL) {
        put_all(out, &tables, &shapes);
        good = fclose(out) == 0;
    } else if (good) {
        good = error_set(&error, ERROR_UNWRITABLE, argv[1], 0, "fopen");
    }
    if (!good) {
        char message[1024];
        error_write(&error, LANGUAGE_EN, message, sizeof message);
        fprintf(stderr, "compile: %s\n", message);
    }
    arena_destroy(arena);
    return good ? 0 : 1;
}
