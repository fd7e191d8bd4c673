/* verify_folder: the figures and files of a PDF beside those that come out of the folder now. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/dialect.h"
#include "engine/verify/verify.h"

/* -- figures
 * -----------------------------------------------------------------------------------------
 */

static bool same_numbers(const struct figure *a, const struct figure *b)
{
    return a->has_value == b->has_value && a->has_range == b->has_range &&
           a->has_level == b->has_level && a->n == b->n && a->missing == b->missing &&
           (!a->has_value || a->value == b->value) &&
           (!a->has_range || (a->low == b->low && a->high == b->high)) &&
           (!a->has_level || a->level == b->level) && a->doubt == b->doubt &&
           text_equal(a->unit, b->unit) && text_equal(a->reason, b->reason);
}

static bool same_words(const struct figure *a, const struct figure *b)
{
    return text_equal(a->method, b->method) && text_equal(a->origin, b->origin) &&
           text_equal(a->definition[LANGUAGE_NL], b->definition[LANGUAGE_NL]) &&
           text_equal(a->definition[LANGUAGE_EN], b->definition[LANGUAGE_EN]);
}

/* Value, and n and missing where the value is the same. */
static const char *whole_text(struct arena *arena, const struct figure *figure, bool counts)
{
    const char *value = verify_figure_text(arena, figure);
    if (!figure->has_value && figure->reason != NULL) {
        value = arena_printf(arena, "- (%s)", figure->reason);
    }
    return counts ? arena_printf(arena, "%s, n = %lld, missing = %lld", value, (long long)figure->n,
                                 (long long)figure->missing)
                  : value;
}

static void compare_figure(struct verification *verification, const struct figure *figure,
                           const struct figure *again)
{
    struct arena *arena = verification->arena;
    if (again == NULL) {
        verification_add(verification, figure->id, VERDICT_DIFFERS,
                         whole_text(arena, figure, false), NULL, "dit cijfer geeft de map niet",
                         "the folder gives no such figure");
        return;
    }
    bool counts = text_equal(whole_text(arena, figure, false), whole_text(arena, again, false)) &&
                  (figure->n != again->n || figure->missing != again->missing);
    if (!same_numbers(figure, again)) {
        verification_add(verification, figure->id, VERDICT_DIFFERS,
                         whole_text(arena, figure, counts), whole_text(arena, again, counts),
                         "de rijen geven iets anders", "the rows give something else");
    } else if (!same_words(figure, again)) {
        verification_add(verification, figure->id, VERDICT_DIFFERS,
                         whole_text(arena, figure, false), whole_text(arena, again, false),
                         "de definitie of herkomst is anders",
                         "the definition or origin is different");
    } else {
        verification_add(verification, figure->id, VERDICT_AGREES, whole_text(arena, figure, false),
                         whole_text(arena, again, false), "opnieuw geteld uit de rijen",
                         "counted again from the rows");
    }
}

static void compare_figures(struct verification *verification,
                            const struct publication *publication)
{
    const struct ledger *ledger = &verification->data->ledger;
    for (size_t i = 0; i < ledger->count; i++) {
        compare_figure(verification, &ledger->figures[i],
                       publication_figure(publication, ledger->figures[i].id));
    }
    for (size_t i = 0; i < publication->figure_count; i++) {
        const struct figure *figure = &publication->figures[i];
        if (ledger_find(ledger, figure->id) == NULL) {
            verification_add(verification, figure->id, VERDICT_DIFFERS, NULL,
                             whole_text(verification->arena, figure, false),
                             "dit cijfer ontbreekt in de PDF", "the PDF lacks this figure");
        }
    }
}

/* -- hashes
 * ------------------------------------------------------------------------------------------
 */

/* Other files can give the same figures; they are not the files of the report all the same. */
static void compare_hash(struct verification *verification, const char *id, const char *reported,
                         const char *again, const char *nl, const char *en)
{
    struct arena *arena = verification->arena;
    bool same = text_equal(reported, again);
    verification_add(verification, id, same ? VERDICT_AGREES : VERDICT_DIFFERS,
                     arena_printf(arena, "%.16s", reported), arena_printf(arena, "%.16s", again),
                     nl, en);
}

static void compare_hashes(struct verification *verification, const struct publication *publication)
{
    const struct ledger *ledger = &verification->data->ledger;
    if (ledger->count == 0 || publication->figure_count == 0) {
        return;
    }
    compare_hash(verification, "inputs", ledger->figures[0].inputs, publication->figures[0].inputs,
                 "de bestanden in de map, bij elkaar", "the files in the folder, together");
    compare_hash(verification, "settings", ledger->figures[0].settings,
                 publication->figures[0].settings, "de instellingen die een cijfer veranderen",
                 "the settings that change a figure");
}

/* -- files
 * -------------------------------------------------------------------------------------------
 */

static bool same_bytes(const struct text *text, const struct pdf_file *file)
{
    return text->size == file->size && memcmp(text->bytes, file->bytes, file->size) == 0;
}

/* A CSV file is the table of its name; the list of municipalities is called participation, the
 * balance of rows sources. */
static const struct published_table *
table_of(struct arena *arena, const struct publication *publication, const char *file)
{
    if (!text_ends_with(file, ".csv")) {
        return NULL;
    }
    const char *name = arena_copy(arena, file, strlen(file) - strlen(".csv"));
    return publication_table(publication, text_equal(name, "municipalities") ? "participation"
                                          : text_equal(name, "balance")      ? "sources"
                                                                             : name);
}

static void compare_file(struct verification *verification, const struct publication *publication,
                         const struct pdf_file *file)
{
    struct arena *arena = verification->arena;
    const struct published_table *table = table_of(arena, publication, file->name);
    const char *name = text_printable(arena, file->name, strlen(file->name), 80);
    if (text_equal(file->name, "figures.json") || text_equal(file->name, "checksums.csv")) {
        return; /* figure by figure, and by what it lists */
    }
    if (table == NULL) {
        verification_add(verification, name, VERDICT_NOT_CHECKED, NULL, NULL,
                         "voor dit bestand is er geen tabel om mee te vergelijken",
                         "there is no table to compare this file with");
        return;
    }
    bool same = false;
    for (enum language language = LANGUAGE_NL; language < LANGUAGES && !same; language++) {
        struct text text = dialect_create(arena);
        dialect_table(&text, table, language);
        same = same_bytes(&text, file);
    }
    verification_add(verification, name, same ? VERDICT_AGREES : VERDICT_DIFFERS, NULL, NULL,
                     same ? "byte voor byte gelijk" : "de map geeft een ander bestand",
                     same ? "equal, byte by byte" : "the folder gives another file");
}

void verify_dossier(struct verification *verification, const struct dossier *dossier)
{
    const struct pdf_content *content = verification->data->content;
    compare_figures(verification, dossier->publication);
    compare_hashes(verification, dossier->publication);
    for (size_t i = 0; i < content->files.count; i++) {
        compare_file(verification, dossier->publication, &content->files.items[i]);
    }
}
