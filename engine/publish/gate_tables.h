/* gate_tables: one function per table that may be published. Private to the gate. */
#ifndef ENGINE_PUBLISH_GATE_TABLES_H
#define ENGINE_PUBLISH_GATE_TABLES_H

#include "engine/publish/gate_cells.h"

struct gating {
    struct arena *arena;
    const struct gate_input *input;
    const struct gate_cells *cells;
};

typedef struct published_table *gate_table_fn(const struct gating *gating,
                                              const struct raw_table *raw);
gate_table_fn gate_sessions, gate_rates, gate_days, gate_municipalities, gate_participation,
    gate_municipality_list, gate_provinces, gate_sizes, gate_grades, gate_organisations,
    gate_sources, gate_repairs, gate_findings, gate_reach, gate_themes, gate_topics, gate_threads,
    gate_quotes;

/* A table with room for `rows`, all cells empty. */
struct published_table *gate_table_create(const struct gating *gating, const char *name,
                                          const char *nl, const char *en,
                                          const struct published_column *columns,
                                          size_t column_count, size_t rows);

/* Cells. */
struct published_cell gate_text(const char *nl, const char *en);
struct published_cell gate_number(double number);
/* A count of people in the state that its cell has. */
struct published_cell gate_people(const struct gating *gating, size_t cell);
/* Shares of people leave the house in whole per cents. */
double gate_per_cent(double fraction);
/* came / rated: only when both sides may be known and there are enough. */
struct published_cell gate_rate(const struct gating *gating, size_t came, size_t stayed_away,
                                int64_t rated, int64_t attended);

#endif
