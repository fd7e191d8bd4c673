/* verify_check: recomputing the figures from what the PDF carries. Residents and municipalities are
 * added up again from the list of all municipalities; rates, shares, sums and bounds from the
 * figures that they are made of. What only rows can tell is said to be unchecked, with the reason.
 *
 * Each rule looks at one figure and gives true when it had something to say. */
#include <math.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/measure/capture.h"
#include "engine/verify/verify.h"

/* Ratios are made again in the same way from the same numbers: only the last bits may differ. */
static const double tolerance = 1e-14;

static bool same(double a, double b)
{
    return fabs(a - b) <= tolerance * fmax(fabs(a), fabs(b));
}

/* -- verdicts
 * ---------------------------------------------------------------------------------------
 */

void verification_add(struct verification *verification, const char *id, enum verdict verdict,
                      const char *reported, const char *recomputed, const char *nl, const char *en)
{
    *VECTOR_PUSH(verification->arena, &verification->outcomes) = (struct outcome){
        .id = id, .verdict = verdict, .reported = reported, .recomputed = recomputed, {nl, en}};
}

const char *verify_figure_text(struct arena *arena, const struct figure *figure)
{
    char value[NUMBER_TEXT], low[NUMBER_TEXT], high[NUMBER_TEXT];
    if (!figure->has_value) {
        return "-";
    }
    number_write(figure->value, value);
    if (!figure->has_range) {
        return arena_strdup(arena, value);
    }
    number_write(figure->low, low);
    number_write(figure->high, high);
    return arena_printf(arena, "%s (%s - %s)", value, low, high);
}

static void not_checked(struct verification *verification, const struct figure *figure,
                        const char *nl, const char *en)
{
    verification_add(verification, figure->id, VERDICT_NOT_CHECKED,
                     verify_figure_text(verification->arena, figure), NULL, nl, en);
}

/* `again` holds what was recomputed: its value always, its range and n (-1: not) when they were. */
static void judge(struct verification *verification, const struct figure *figure,
                  const struct figure *again, const char *nl, const char *en)
{
    bool range = again->has_range && (!figure->has_range || !same(figure->low, again->low) ||
                                      !same(figure->high, again->high));
    bool differs = !figure->has_value || !same(figure->value, again->value) || range;
    const char *counted = "";
    if (again->n >= 0 && figure->n != again->n) {
        differs = true;
        counted = arena_printf(verification->arena, ", n = %lld", (long long)again->n);
    }
    struct arena *arena = verification->arena;
    verification_add(verification, figure->id, differs ? VERDICT_DIFFERS : VERDICT_AGREES,
                     verify_figure_text(arena, figure),
                     arena_printf(arena, "%s%s", verify_figure_text(arena, again), counted), nl,
                     en);
}

static void judge_value(struct verification *verification, const struct figure *figure,
                        double value, const char *nl, const char *en)
{
    const struct figure again = {.has_value = true, .value = value, .n = -1};
    judge(verification, figure, &again, nl, en);
}

/* A figure with a value, or NULL. */
static const struct figure *known(const struct verification *verification, const char *id)
{
    const struct figure *figure = ledger_find(&verification->data->ledger, id);
    return figure != NULL && figure->has_value ? figure : NULL;
}

/* -- reach: sums over a set of municipalities
 * -------------------------------------------------------
 */

/* A municipality counts when it has one of these marks. */
static const struct variant {
    const char *name; /* what follows "residents." or "municipalities." */
    const char *mark, *or_mark;
    const char *population; /* column */
} variants[] = {
    {"direct", "attended", NULL, "population"},
    {"direct.registered", "registered", NULL, "population"},
    {"direct.hosting", "hosted", NULL, "population"},
    {"direct.with_hosts", "attended", "hosted", "population"},
    {"direct.visited", "visited", NULL, "population"},
    {"direct.probable", "probable", NULL, "population"},
    {"direct.without_staff", "not_staff", NULL, "population"},
    {"direct.without_largest", "attended", NULL, "population"},
    {"direct.year_before", "attended", NULL, "population_before"},
    {"direct.year_after", "attended", NULL, "population_after"},
    {"direct.registered.probable", "registered_probable", NULL, "population"},
    {"partners", "partner", NULL, "population"},
    {"partners.all", "partner_any", NULL, "population"},
    {"partners.added", "partner", NULL, "population"},
    {"combined", "attended", "partner", "population"},
    {"combined.registered", "registered", "partner_registered", "population"},
    {"combined.probable", "probable", "partner_probable", "population"},
    {"combined.without_staff", "not_staff", "partner_not_staff", "population"},
    {"combined.all", "attended", "partner_any", "population"},
    {"combined.waiting", "attended", "partner_waiting", "population"},
    {"country", NULL, NULL, "population"},
};

static bool has_mark(const struct data_table *reach, size_t row, const char *mark)
{
    double number;
    return mark != NULL && data_number(reach, row, data_column(reach, mark, mark), &number) &&
           number == 1;
}

static bool counts(const struct data_table *reach, size_t row, const struct variant *variant)
{
    if (strcmp(variant->name, "partners.added") == 0 && has_mark(reach, row, "attended")) {
        return false;
    }
    return variant->mark == NULL || has_mark(reach, row, variant->mark) ||
           has_mark(reach, row, variant->or_mark);
}

struct set {
    int64_t municipalities;
    double residents, largest;
    bool complete; /* every one has residents in that year */
};

static struct set add_up(const struct data_table *reach, const struct variant *variant)
{
    struct set set = {.complete = true};
    size_t column = data_column(reach, variant->population, variant->population);
    for (size_t row = 0; row < reach->row_count; row++) {
        if (counts(reach, row, variant)) {
            double residents;
            set.complete = data_number(reach, row, column, &residents) && set.complete;
            set.municipalities++;
            set.residents += residents;
            set.largest = fmax(set.largest, residents);
        }
    }
    if (strcmp(variant->name, "direct.without_largest") == 0 && set.municipalities > 0) {
        set.municipalities--;
        set.residents -= set.largest;
    }
    return set;
}

/* The least and the most of the variants that make the range of the headline. */
static void give_range(struct verification *verification, struct figure *again)
{
    const struct ledger *ledger = &verification->data->ledger;
    for (const char *const *id = ledger_range(verification->arena, ledger); *id != NULL; id++) {
        const struct figure *variant = known(verification, *id);
        if (variant != NULL) {
            again->low = fmin(again->low, variant->value);
            again->high = fmax(again->high, variant->value);
        }
    }
}

static const struct variant *variant_of(const struct figure *figure, const char *unit)
{
    size_t size = strlen(unit);
    if (strncmp(figure->id, unit, size) != 0 || figure->id[size] != '.') {
        return NULL;
    }
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        if (strcmp(variants[i].name, figure->id + size + 1) == 0) {
            return &variants[i];
        }
    }
    return NULL;
}

static bool check_reach(struct verification *verification, const struct figure *figure)
{
    const struct variant *variant = variant_of(figure, "residents");
    bool residents = variant != NULL;
    variant = residents ? variant : variant_of(figure, "municipalities");
    if (variant == NULL) {
        return false;
    }
    const struct data_table *reach = &verification->data->reach;
    if (reach->column_count == 0) {
        not_checked(verification, figure, "reach.csv zit niet in de PDF",
                    "reach.csv is not in the PDF");
        return true;
    }
    struct set set = add_up(reach, variant);
    if (residents && !set.complete) {
        not_checked(verification, figure, "niet elke gemeente heeft inwoners in dat jaar",
                    "not every municipality has residents in that year");
        return true;
    }
    struct figure again = {.has_value = true,
                           .value = residents ? set.residents : (double)set.municipalities,
                           .n = set.municipalities};
    if (figure == ledger_headline(&verification->data->ledger) && figure->has_value) {
        again.has_range = true;
        again.low = again.high = again.value;
        give_range(verification, &again);
    }
    judge(verification, figure, &again,
          residents ? "de gemeenten van reach.csv bij elkaar opgeteld, elk één keer"
                    : "de gemeenten van reach.csv geteld",
          residents ? "the municipalities of reach.csv added up, each once"
                    : "the municipalities of reach.csv counted");
    return true;
}

/* -- figures made of other figures
 * ------------------------------------------------------------------
 */

static const struct quotient {
    const char *id, *part, *whole;
} quotients[] = {
    {"residents.share", "residents.direct", "residents.country"},
    {"residents.share.combined", "residents.combined", "residents.country"},
    {"response.rate", "responses", "attendances"},
    {"cost.per_session", "cost.total", "sessions.held"},
    {"cost.per_person", "cost.total", "people.attended"},
    {"cost.per_municipality", "cost.total", "municipalities.direct"},
};

static bool check_quotient(struct verification *verification, const struct figure *figure)
{
    for (size_t i = 0; i < sizeof quotients / sizeof quotients[0]; i++) {
        if (strcmp(figure->id, quotients[i].id) != 0) {
            continue;
        }
        const struct figure *part = known(verification, quotients[i].part);
        const struct figure *whole = known(verification, quotients[i].whole);
        if (part == NULL || whole == NULL || whole->value <= 0) {
            return false;
        }
        struct arena *arena = verification->arena;
        judge_value(
            verification, figure, part->value / whole->value,
            arena_printf(arena, "%s gedeeld door %s", quotients[i].part, quotients[i].whole),
            arena_printf(arena, "%s divided by %s", quotients[i].part, quotients[i].whole));
        return true;
    }
    return false;
}

/* The ten largest of the municipalities that have a mark, of all of those. */
static double share_of_largest(const struct data_table *reach, const char *mark)
{
    enum { LARGEST = 10 };
    double largest[LARGEST] = {0}; /* falling */
    double all = 0;
    double ten = 0;
    size_t column = data_column(reach, "population", "population");
    for (size_t row = 0; row < reach->row_count; row++) {
        double residents;
        if ((mark != NULL && !has_mark(reach, row, mark)) ||
            !data_number(reach, row, column, &residents)) {
            continue;
        }
        all += residents;
        for (size_t i = 0; i < LARGEST; i++) {
            if (residents > largest[i]) {
                double smaller = largest[i];
                largest[i] = residents;
                residents = smaller;
            }
        }
    }
    for (size_t i = 0; i < LARGEST; i++) {
        ten += largest[i];
    }
    return all > 0 ? ten / all : 0;
}

static bool check_concentration(struct verification *verification, const struct figure *figure)
{
    bool country = strcmp(figure->id, "concentration.country") == 0;
    const struct data_table *reach = &verification->data->reach;
    if ((!country && strcmp(figure->id, "concentration.direct") != 0) || reach->column_count == 0 ||
        !figure->has_value) {
        return false;
    }
    judge_value(verification, figure, share_of_largest(reach, country ? NULL : "attended"),
                "de tien grootste gemeenten van reach.csv, van allemaal",
                "the ten largest municipalities of reach.csv, of all of them");
    return true;
}

static const struct sum {
    const char *id;
    const char *parts[12];
} sums[] = {
    {"organisations.all",
     {"organisations.municipality", "organisations.partnership", "organisations.province",
      "organisations.water_board", "organisations.ministry", "organisations.company",
      "organisations.education", "organisations.foreign", "organisations.other"}},
    {"rows.read", {"rows.used", "rows.merged", "rows.rejected"}},
    {"residents.combined", {"residents.direct", "residents.partners.added"}},
    {"unreported.n1", {"municipalities.direct"}},
};

static bool check_sum(struct verification *verification, const struct figure *figure)
{
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
        if (strcmp(figure->id, sums[i].id) != 0) {
            continue;
        }
        double sum = 0;
        struct text parts = text_create(verification->arena);
        for (size_t k = 0; sums[i].parts[k] != NULL; k++) {
            const struct figure *part = known(verification, sums[i].parts[k]);
            if (part == NULL) {
                return false;
            }
            sum += part->value;
            text_printf(&parts, "%s%s", k == 0 ? "" : " + ", part->id);
        }
        judge_value(verification, figure, sum, parts.bytes, parts.bytes);
        return true;
    }
    return false;
}

/* A rate is a whole number of registrations over n of them. */
static bool check_rate(struct verification *verification, const struct figure *figure)
{
    if (strcmp(figure->id, "attendance.rate") != 0 &&
        strcmp(figure->id, "attendance.rate.without_staff") != 0) {
        return false;
    }
    if (figure->n <= 0) {
        return false;
    }
    double came = round(figure->value * (double)figure->n);
    struct arena *arena = verification->arena;
    judge_value(verification, figure, came / (double)figure->n,
                arena_printf(arena, "%.0f van %lld aanmeldingen", came, (long long)figure->n),
                arena_printf(arena, "%.0f of %lld registrations", came, (long long)figure->n));
    return true;
}

static bool check_noshow(struct verification *verification, const struct figure *figure)
{
    const struct figure *rate = known(verification, "attendance.rate");
    if (strcmp(figure->id, "noshow.rate") != 0 || rate == NULL) {
        return false;
    }
    const struct figure again = {.has_value = true,
                                 .value = 1 - rate->value,
                                 .has_range = rate->has_range,
                                 .low = 1 - rate->high,
                                 .high = 1 - rate->low,
                                 .n = rate->n};
    judge(verification, figure, &again, "1 - attendance.rate", "1 - attendance.rate");
    return true;
}

static bool in_tenths(double number)
{
    return fabs(number * 10 - round(number * 10)) < 1e-9;
}

/* Both the mean and the limit were written in tenths: half of one each is nothing. */
static double nearly(double again, double reported)
{
    return fabs(again - reported) < 0.1 + 1e-9 ? reported : again;
}

/* What is unknown, at worst and at best. `least` and `most`: what one unknown adds. */
static bool check_bound(struct verification *verification, const struct figure *figure)
{
    static const struct {
        const char *id, *of;
        double least, most;
    } bounds[] = {{"attendance.rate.bound", "attendance.rate", 0, 1},
                  {"grade.bound", "grade.mean", 1, 10}};
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        const struct figure *of = known(verification, bounds[i].of);
        if (strcmp(figure->id, bounds[i].id) != 0 || of == NULL || figure->n <= 0 ||
            figure->missing < 0) {
            continue;
        }
        double known_count = (double)figure->n;
        double missing = (double)figure->missing;
        double sum = of->value * known_count;
        double all = known_count + missing;
        struct figure again = {.has_value = true,
                               .value = of->value,
                               .has_range = true,
                               .low = (sum + bounds[i].least * missing) / all,
                               .high = (sum + bounds[i].most * missing) / all,
                               .n = -1};
        if (in_tenths(of->value) && in_tenths(figure->low) && in_tenths(figure->high)) {
            again.low = nearly(again.low, figure->low);
            again.high = nearly(again.high, figure->high);
        }
        struct arena *arena = verification->arena;
        judge(
            verification, figure, &again,
            arena_printf(arena, "%s met wat ontbreekt op zijn minst en op zijn meest",
                         bounds[i].of),
            arena_printf(arena, "%s with what is missing at its least and its most", bounds[i].of));
        return true;
    }
    return false;
}

static bool check_chapman(struct verification *verification, const struct figure *figure)
{
    const struct figure *first = known(verification, "unreported.n1");
    const struct figure *second = known(verification, "unreported.n2");
    const struct figure *both = known(verification, "unreported.both");
    const struct figure *country = known(verification, "municipalities.country");
    struct capture_chapman chapman;
    struct error ignored = {0};
    if (strcmp(figure->id, "unreported.chapman") != 0 || first == NULL || second == NULL ||
        both == NULL || country == NULL ||
        !capture_chapman((int64_t)first->value, (int64_t)second->value, (int64_t)both->value, 0.95,
                         &chapman, &ignored)) {
        return false;
    }
    judge_value(verification, figure, fmin(chapman.n.value, country->value),
                "(n1 + 1)(n2 + 1) / (beide + 1) - 1, ten hoogste alle gemeenten",
                "(n1 + 1)(n2 + 1) / (both + 1) - 1, at most all municipalities");
    return true;
}

/* -- every figure
 * ----------------------------------------------------------------------------------
 */

typedef bool rule_fn(struct verification *verification, const struct figure *figure);

static void check_figure(struct verification *verification, const struct figure *figure)
{
    static rule_fn *const rules[] = {check_reach,         check_quotient,  check_sum,
                                     check_concentration, check_rate,      check_noshow,
                                     check_bound,         check_chapman,   verify_by_days,
                                     verify_by_sessions,  verify_by_lists, verify_by_neighbours};
    if (!figure->has_value) {
        const char *nl = figure->reason == NULL ? NULL : ledger_reason(figure->reason, LANGUAGE_NL);
        const char *en = figure->reason == NULL ? NULL : ledger_reason(figure->reason, LANGUAGE_EN);
        not_checked(verification, figure, nl == NULL ? "geen waarde" : nl,
                    en == NULL ? "no value" : en);
        return;
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (rules[i](verification, figure)) {
            return;
        }
    }
    if (text_starts_with(figure->id, "own.")) {
        not_checked(verification, figure, "opgave van de organisatie", "stated by the organisers");
    } else {
        not_checked(verification, figure, "daarvoor zijn de rijen nodig: geef de map van de editie",
                    "this needs the rows: name the folder of the edition");
    }
}

void verify_figures(struct verification *verification)
{
    const struct ledger *ledger = &verification->data->ledger;
    for (size_t i = 0; i < ledger->count; i++) {
        check_figure(verification, &ledger->figures[i]);
    }
}
