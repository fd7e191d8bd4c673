/* calc_regression: the rows of STATISTICS.md section 10. */
#include "engine/calc/calc.h"
#include "engine/measure/count_model.h"
#include "engine/measure/local_level.h"
#include "engine/measure/logistic.h"
#include "engine/measure/moments.h"
#include "engine/measure/regression.h"
#include "engine/measure/trend.h"

static bool run_univariate(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    return !error_is_set(call->error) &&
           moments_describe(call->arena, y, count, call->result, call->error);
}

/* Powers 1 ... degree of the one x. */
static struct calc_matrix powers(struct calc_call *call, struct calc_matrix x, int64_t degree)
{
    struct calc_matrix matrix = {.rows = x.rows, .columns = (size_t)degree};
    if (x.columns != 1 || degree < 1 || degree > DESIGN_COLUMNS_MOST) {
        (void)measure_refuse(call->error, "poly is 1 tot %d en geldt voor één kolom",
                             "poly is 1 to %d and is for one column", (int)DESIGN_COLUMNS_MOST);
        return x;
    }
    matrix.items =
        arena_alloc_array(call->arena, matrix.rows * matrix.columns, sizeof *matrix.items);
    for (size_t i = 0; i < matrix.rows; i++) {
        long double power = 1;
        for (size_t j = 0; j < matrix.columns; j++) {
            power *= x.items[i];
            matrix.items[i * matrix.columns + j] = (double)power;
        }
    }
    return matrix;
}

static struct design_data read_design(struct calc_call *call)
{
    struct design_data data = {.intercept = call_flag(call, "intercept", true)};
    data.y = call_vector(call, "y", &data.n);
    struct calc_matrix x = call_columns(call, "x", data.n);
    if (call_has(call, "poly") && !error_is_set(call->error)) {
        int64_t degree = call_count(call, "poly");
        x = degree == 1 ? x : powers(call, x, degree);
    }
    data.x = x.items;
    data.columns = x.columns;
    data.trials = call_has(call, "n") ? call_vector_of(call, "n", data.n, "y") : NULL;
    data.offset = call_has(call, "offset") ? call_vector_of(call, "offset", data.n, "y") : NULL;
    return data;
}

static bool run_ols(struct calc_call *call)
{
    struct design_data data = read_design(call);
    return !error_is_set(call->error) &&
           regression_ols(call->arena, &data, call->result, call->error);
}

static bool run_logistic(struct calc_call *call)
{
    struct design_data data = read_design(call);
    return !error_is_set(call->error) &&
           logistic_fit(call->arena, &data, call->result, call->error);
}

static bool run_firth(struct calc_call *call)
{
    struct design_data data = read_design(call);
    return !error_is_set(call->error) &&
           logistic_firth(call->arena, &data, call->result, call->error);
}

static bool run_profile(struct calc_call *call)
{
    struct design_data data = read_design(call);
    return !error_is_set(call->error) &&
           logistic_profile(call->arena, &data, call_conf(call), call->result, call->error);
}

static bool run_poisson(struct calc_call *call)
{
    struct design_data data = read_design(call);
    return !error_is_set(call->error) &&
           count_model_poisson(call->arena, &data, call->result, call->error);
}

static bool run_negbin(struct calc_call *call)
{
    struct design_data data = read_design(call);
    return !error_is_set(call->error) &&
           count_model_negbin(call->arena, &data, call->result, call->error);
}

static bool run_theilsen(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const double *y = call_vector_of(call, "y", count, "x");
    return !error_is_set(call->error) &&
           trend_theilsen(call->arena, x, y, count, call_conf(call), call->result, call->error);
}

static bool run_mannkendall(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    return !error_is_set(call->error) &&
           trend_mannkendall(call->arena, y, count, call->result, call->error);
}

static bool run_armitage(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const double *n = call_vector_of(call, "n", count, "x");
    const double *scores =
        call_has(call, "scores") ? call_vector_of(call, "scores", count, "x") : NULL;
    return !error_is_set(call->error) &&
           trend_cochran_armitage(x, n, scores, count, call->result, call->error);
}

static bool run_level(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    double eps = call_number(call, "var_eps"), eta = call_number(call, "var_eta");
    return !error_is_set(call->error) &&
           local_level_filter(call->arena, y, count, eps, eta, call->result, call->error);
}

static bool run_level_fit(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    return !error_is_set(call->error) &&
           local_level_fit(call->arena, y, count, call->result, call->error);
}

static const struct field univariate_fields[] = {NUMBER_FIELD(moments, mean),
                                                 NUMBER_FIELD(moments, sd),
                                                 NUMBER_FIELD(moments, acf1), LAST_FIELD};
static const struct field ols_fields[] = {VECTOR_FIELD(regression, coef),
                                          VECTOR_FIELD(regression, se),
                                          NUMBER_FIELD(regression, sigma),
                                          NUMBER_FIELD(regression, r2),
                                          NUMBER_FIELD(regression, rank),
                                          NUMBER_FIELD(regression, df),
                                          LAST_FIELD};
static const struct field hc_fields[] = {
    VECTOR_FIELD(regression, coef), VECTOR_FIELD(regression, se),
    VECTOR_FIELD(regression, hc0),  VECTOR_FIELD(regression, hc1),
    VECTOR_FIELD(regression, hc3),  NUMBER_FIELD(regression, sigma),
    NUMBER_FIELD(regression, r2),   NUMBER_FIELD(regression, rank),
    NUMBER_FIELD(regression, df),   LAST_FIELD};
static const struct field logistic_fields[] = {
    VECTOR_FIELD(logistic, coef),   VECTOR_FIELD(logistic, se),   NUMBER_FIELD(logistic, deviance),
    NUMBER_FIELD(logistic, loglik), WORD_FIELD(logistic, status), LAST_FIELD};
static const struct field firth_fields[] = {
    VECTOR_FIELD(logistic, coef), VECTOR_FIELD(logistic, se),
    NUMBER_FIELD(logistic, penalised_loglik), WORD_FIELD(logistic, status), LAST_FIELD};
static const struct field profile_fields[] = {
    VECTOR_FIELD(logistic_profile, coef), VECTOR_FIELD(logistic_profile, lo),
    VECTOR_FIELD(logistic_profile, hi),   VECTOR_FIELD(logistic_profile, lr_chisq),
    VECTOR_FIELD(logistic_profile, p),    LAST_FIELD};
static const struct field poisson_fields[] = {
    VECTOR_FIELD(count_model, coef),     VECTOR_FIELD(count_model, se),
    VECTOR_FIELD(count_model, hc0),      VECTOR_FIELD(count_model, hc1),
    NUMBER_FIELD(count_model, deviance), NUMBER_FIELD(count_model, loglik),
    WORD_FIELD(count_model, status),     LAST_FIELD};
static const struct field negbin_fields[] = {
    VECTOR_FIELD(count_model, coef),  VECTOR_FIELD(count_model, se),
    NUMBER_FIELD(count_model, theta), NUMBER_FIELD(count_model, loglik),
    WORD_FIELD(count_model, status),  LAST_FIELD};
static const struct field theilsen_fields[] = {
    NUMBER_FIELD(trend_theilsen, slope), NUMBER_FIELD(trend_theilsen, intercept),
    NUMBER_FIELD(trend_theilsen, lo), NUMBER_FIELD(trend_theilsen, hi), LAST_FIELD};
static const struct field kendall_fields[] = {
    NUMBER_FIELD(trend_mannkendall, s),   NUMBER_FIELD(trend_mannkendall, var_s),
    NUMBER_FIELD(trend_mannkendall, z),   NUMBER_FIELD(trend_mannkendall, p),
    NUMBER_FIELD(trend_mannkendall, tau), LAST_FIELD};
static const struct field armitage_fields[] = {NUMBER_FIELD(trend_cochran_armitage, chisq),
                                               NUMBER_FIELD(trend_cochran_armitage, df),
                                               NUMBER_FIELD(trend_cochran_armitage, p), LAST_FIELD};
static const struct field level_fields[] = {NUMBER_FIELD(local_level, loglik),
                                            NUMBER_FIELD(local_level, level),
                                            NUMBER_FIELD(local_level, level_var), LAST_FIELD};
static const struct field level_fit_fields[] = {
    NUMBER_FIELD(local_level, var_eps),   NUMBER_FIELD(local_level, var_eta),
    NUMBER_FIELD(local_level, loglik),    NUMBER_FIELD(local_level, level),
    NUMBER_FIELD(local_level, level_var), LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("desc.univariate", "y", run_univariate, moments, univariate_fields,
              "Het gemiddelde van {n} waarden is {mean}, de standaardafwijking {sd}, de samenhang "
              "met de vorige waarde {acf1}.",
              "The mean of {n} values is {mean}, the standard deviation {sd}, the correlation with "
              "the previous value {acf1}."),
    STATISTIC(
        "reg.ols", "y [x] [poly] [intercept]", run_ols, regression, ols_fields,
        "De coëfficiënten zijn {coef} (standaardfouten {se}); de lijn verklaart {r2:%} van de "
        "spreiding, de rest is {sigma} groot (rang {rank}).",
        "The coefficients are {coef} (standard errors {se}); the line explains {r2:%} of the "
        "variation, the residual is {sigma} (rank {rank})."),
    STATISTIC(
        "reg.ols_hc", "y [x] [poly] [intercept]", run_ols, regression, hc_fields,
        "De coëfficiënten zijn {coef}; standaardfouten {se}, bestand tegen ongelijke spreiding "
        "{hc0} (HC0), {hc1} (HC1), {hc3} (HC3).",
        "The coefficients are {coef}; standard errors {se}, robust to unequal variance {hc0} "
        "(HC0), {hc1} (HC1), {hc3} (HC3)."),
    STATISTIC("reg.logistic", "y [x] [intercept] [n]", run_logistic, logistic, logistic_fields,
              "Logistische regressie ({status:w}): coëfficiënten {coef} (standaardfouten {se}), "
              "deviantie {deviance}.",
              "Logistic regression ({status:w}): coefficients {coef} (standard errors {se}), "
              "deviance {deviance}."),
    STATISTIC("reg.firth", "y [x] [intercept] [n]", run_firth, logistic, firth_fields,
              "Logistische regressie volgens Firth ({status:w}): coëfficiënten {coef} "
              "(standaardfouten {se}), log-aannemelijkheid {penalised_loglik}.",
              "Firth's logistic regression ({status:w}): coefficients {coef} (standard errors "
              "{se}), log-likelihood {penalised_loglik}."),
    STATISTIC("reg.firth_profile", "y [x] [intercept] [n] [conf]", run_profile, logistic_profile,
              profile_fields,
              "De coëfficiënten zijn {coef}, met {conf:%} zekerheid tussen {lo} en {hi}; p {p:p} "
              "(Firth, profiel).",
              "The coefficients are {coef}, with {conf:%} confidence between {lo} and {hi}; p "
              "{p:p} (Firth, profile)."),
    STATISTIC("reg.poisson", "y [x] [intercept] [offset]", run_poisson, count_model, poisson_fields,
              "Poisson-regressie ({status:w}): coëfficiënten {coef} (standaardfouten {se}, bestand "
              "tegen overspreiding {hc0} en {hc1}), deviantie {deviance}.",
              "Poisson regression ({status:w}): coefficients {coef} (standard errors {se}, robust "
              "{hc0} and {hc1}), deviance {deviance}."),
    STATISTIC("reg.negbin", "y [x] [intercept] [offset]", run_negbin, count_model, negbin_fields,
              "Negatief-binomiale regressie ({status:w}): coëfficiënten {coef} (standaardfouten "
              "{se}), theta {theta}, log-aannemelijkheid {loglik}.",
              "Negative binomial regression ({status:w}): coefficients {coef} (standard errors "
              "{se}), theta {theta}, log-likelihood {loglik}."),
    STATISTIC("trend.theilsen", "x y [conf]", run_theilsen, trend_theilsen, theilsen_fields,
              "Per eenheid verandert het {slope}; met {conf:%} zekerheid tussen {lo} en {hi} "
              "(Theil-Sen, vanaf {intercept}).",
              "Per unit it changes by {slope}; with {conf:%} confidence between {lo} and {hi} "
              "(Theil-Sen, from {intercept})."),
    STATISTIC("trend.mannkendall", "y", run_mannkendall, trend_mannkendall, kendall_fields,
              "De kans op minstens zo'n sterke trend door toeval is {p:p} (Mann-Kendall: S {s}, "
              "variantie {var_s}, z {z}, tau {tau}).",
              "The probability of at least such a trend by chance is {p:p} (Mann-Kendall: S {s}, "
              "variance {var_s}, z {z}, tau {tau})."),
    STATISTIC("trend.cochran_armitage", "x n [scores]", run_armitage, trend_cochran_armitage,
              armitage_fields,
              "De kans op minstens zo'n trend in de aandelen door toeval is {p:p} (chi-kwadraat "
              "{chisq} met {df} vrijheidsgraad).",
              "The probability of at least such a trend in shares by chance is {p:p} (chi-square "
              "{chisq} on {df} degree of freedom)."),
    STATISTIC("trend.local_level", "y var_eps var_eta", run_level, local_level, level_fields,
              "Het niveau is nu {level} (variantie {level_var}; log-aannemelijkheid {loglik}).",
              "The level is now {level} (variance {level_var}; log-likelihood {loglik})."),
    STATISTIC("trend.local_level_mle", "y", run_level_fit, local_level, level_fit_fields,
              "De ruis heeft variantie {var_eps}, het niveau verschuift met variantie {var_eta} "
              "(log-aannemelijkheid {loglik}); het niveau is nu {level}.",
              "The noise has variance {var_eps}, the level moves with variance {var_eta} "
              "(log-likelihood {loglik}); the level is now {level}."),
};

const struct statistic_family calc_family_regression = FAMILY(rows);
