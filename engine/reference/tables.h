/* tables: the reference data as sorted arrays, with its sources and years in PROVENANCE.md.
 *
 * `reference_tables_builtin` is what make compiled from the CSV files in this folder. An overlay is
 * read at run time by the same functions: rows of a year replace that year, other rows replace rows
 * of the same name or are added. Nothing here knows about layouts: that is reference.h, the page to
 * read for users of the data.
 *
 * A municipality is its CBS number: 363 for GM0363. Days count from 1970-01-01 (record/moment.h).
 */
#ifndef ENGINE_REFERENCE_TABLES_H
#define ENGINE_REFERENCE_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/reference/csv_table.h"

enum { PROVINCES = 12 };

/* PROVINCE(CBS number, name, other names separated by bars): in the order of the CBS numbers. */
#define PROVINCE_LIST(PROVINCE)                                                                    \
    PROVINCE(20, "Groningen", "Grunnen|Gn|Gr")                                                     \
    PROVINCE(21, "Fryslân", "Friesland|Fr|Frl|Frysl")                                              \
    PROVINCE(22, "Drenthe", "Dr|Drente")                                                           \
    PROVINCE(23, "Overijssel", "Ov|O|Overijsel")                                                   \
    PROVINCE(24, "Flevoland", "Fl|Flev")                                                           \
    PROVINCE(25, "Gelderland", "Gld|Gelre|Gl")                                                     \
    PROVINCE(26, "Utrecht", "Ut|Utr|U")                                                            \
    PROVINCE(27, "Noord-Holland", "NH|N-H|N.H.|North Holland|N Holland")                           \
    PROVINCE(28, "Zuid-Holland", "ZH|Z-H|Z.H.|South Holland|Z Holland")                            \
    PROVINCE(29, "Zeeland", "Zld|Z|Zl")                                                            \
    PROVINCE(30, "Noord-Brabant", "NB|N-B|N.B.|Brabant|North Brabant|N Brabant|Nbr")               \
    PROVINCE(31, "Limburg", "L|Lb|Limb|Li")

/* Code and province of a municipality; the name is the last one used. */
struct table_municipality {
    uint16_t code;
    uint8_t province; /* 0 ... 11, the order of PROVINCE_LIST */
    const char *name;
};

/* The division on 1 January of a year; codes ascending, populations beside them. */
struct table_year {
    int year;
    bool provisional; /* populations are not yet final */
    const uint16_t *codes;
    const int32_t *populations;
    size_t count;
};

struct table_merger {
    int32_t day;
    uint16_t old_code, new_code;
    double share; /* of the old municipality's residents */
};

struct table_correction {
    int32_t day;
    uint16_t from, to;
    int32_t persons;
};

enum alias_kind {
    ALIAS_CBS_SUFFIX,
    ALIAS_COMMON_NAME,
    ALIAS_DUTCH_NAME,
    ALIAS_FRISIAN,
    ALIAS_ENGLISH,
    ALIAS_SPELLING,
    ALIAS_ABBREVIATION,
    ALIAS_SLANG,
    ALIAS_FORMER_MUNICIPALITY,
    ALIAS_SEAT
};

struct table_alias {
    const char *alias;
    uint16_t code;
    uint8_t kind; /* enum alias_kind */
    bool ambiguous;
    int16_t valid_from, valid_to; /* years in which it was used; 0: open */
};

struct table_place {
    const char *place;
    uint16_t code;
    int16_t first_year, last_year;
};

/* BODY(name, word in organisations.csv). */
#define BODY_KINDS(BODY)                                                                           \
    BODY(PROVINCE, "provincie")                                                                    \
    BODY(WATER_BOARD, "waterschap")                                                                \
    BODY(MINISTRY, "ministerie")                                                                   \
    BODY(UMBRELLA, "koepel")                                                                       \
    BODY(NATIONAL, "landelijke_organisatie")                                                       \
    BODY(GGD, "ggd")                                                                               \
    BODY(SAFETY_REGION, "veiligheidsregio")                                                        \
    BODY(ENVIRONMENT_SERVICE, "omgevingsdienst")                                                   \
    BODY(LABOUR_MARKET_REGION, "arbeidsmarktregio")                                                \
    BODY(YOUTH_REGION, "jeugdregio")                                                               \
    BODY(WMO_REGION, "wmo_regio")                                                                  \
    BODY(SOCIAL_SERVICE, "sociale_dienst")                                                         \
    BODY(SHELTERED_WORK, "sociale_werkvoorziening")                                                \
    BODY(JOINT_REGULATION, "gemeenschappelijke_regeling")                                          \
    BODY(COOPERATION, "samenwerkingsverband")

#define BODY_MEMBER(name, word) BODY_##name,
enum body_kind { BODY_KINDS(BODY_MEMBER) BODY_KIND_COUNT };
#undef BODY_MEMBER

struct table_organisation {
    const char *name;
    uint8_t kind; /* enum body_kind */
    bool adds_residents;
    int16_t source_year;            /* of the list of members; 0 when there is none */
    const uint16_t *members;        /* codes of the division of 2023 and later, ascending */
    const uint16_t *source_members; /* codes of the source's own year; the same list when equal */
    uint16_t member_count, source_member_count;
};

/* Another name of an organisation; when it is itself a name in the list, that row is the same body
 * under an older name. */
struct table_organisation_alias {
    const char *alias;
    const char *organisation;
};

struct table_domain {
    const char *domain;
    uint16_t code;            /* 0: an organisation's */
    const char *organisation; /* NULL: a municipality's */
};

struct reference_tables {
    const struct table_municipality *municipalities; /* by code */
    size_t municipality_count;
    const struct table_year *years; /* by year */
    size_t year_count;
    const struct table_merger *mergers; /* by day, old code, new code */
    size_t merger_count;
    const struct table_correction *corrections; /* by day */
    size_t correction_count;
    const struct table_alias *aliases; /* in the order of the file */
    size_t alias_count;
    const struct table_place *places; /* by name, code, first year */
    size_t place_count;
    const struct table_organisation *organisations;
    size_t organisation_count;
    const struct table_organisation_alias *organisation_aliases;
    size_t organisation_alias_count;
    const struct table_domain *domains; /* by domain */
    size_t domain_count;
};

extern const struct reference_tables reference_tables_builtin;

/* Adds the rows of one CSV file to the tables; new arrays live in the arena. `name` is the file's
 * base name (municipalities.csv, places.csv ...); a name that it does not know is a CBS table when
 * its headings are, else *known is false and nothing happens. False with ERROR_SETTINGS for a row
 * that cannot be understood. */
bool tables_add(struct reference_tables *tables, struct arena *arena, const char *name,
                const struct csv_table *csv, bool *known, struct error *error);

/* "GM0363", "0363", "gm363" or "363" -> 363; 0 when it is no code. */
int tables_code(const char *text);
/* "Noord-Holland", "PV27", "NH", "noord holland" -> 7; -1 when it is no province. */
int tables_province(const char *text);
const char *tables_province_name(int province);
int tables_province_code(int province); /* the CBS number: 27 */
/* "2022-03-24" -> days; false when it is no date. */
bool tables_day(const char *text, int32_t *day);

#endif
