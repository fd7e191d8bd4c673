/* layout_columns: how wide the columns of a table are. */
#include <math.h>
#include <string.h>

#include "reports/render/layout.h"

#define WORD_LIMIT 170.0
#define NARROW_COLUMN 70.0
#define LOOSE 1.06 /* ragged lines: what a text needs beyond its width on one line */
#define WIDTH_STEP 10.0

struct columns {
    struct arena *arena;
    struct typesetter *setter;
    const struct report_table *table;
    const struct text_style *head, *cell;
    double *width; /* per column */
};

static double natural_width(struct typesetter *setter, const char *text, enum face face,
                            double points)
{
    return font_width(setter->fonts, face, text, strlen(text), points);
}

/* The width that a column has at least to begin with: a column of a word or a number keeps its
 * cells on one line (`narrow`), a long text gives way. */
static double least_to_begin(const struct columns *columns, const double *least, size_t c,
                             bool narrow)
{
    return narrow && columns->width[c] <= NARROW_COLUMN ? columns->width[c] : least[c];
}

/* What the widths of columns are chosen from, in points. */
struct measures {
    double *least;   /* per column: the longest word */
    double *natural; /* per row and column: the whole text on one line */
};

static struct measures measure_cells(struct columns *columns)
{
    const struct report_table *table = columns->table;
    struct arena *arena = columns->arena;
    struct typesetter *setter = columns->setter;
    size_t count = table->column_count;
    struct measures measures = {
        arena_alloc_array(arena, count, sizeof(double)),
        arena_alloc_array(arena, count * table->row_count, sizeof(double)),
    };
    for (size_t c = 0; c < count; c++) {
        const char *title = table->columns[c].title;
        double least =
            typeset_longest_word(setter, title, columns->head->face, columns->head->points);
        columns->width[c] = fmin(
            natural_width(setter, title, columns->head->face, columns->head->points), 2 * least);
        for (size_t r = 0; r < table->row_count; r++) {
            const char *text = table->rows[r].cells[c].text;
            enum face face = table->rows[r].total ? FACE_BOLD : columns->cell->face;
            double natural = natural_width(setter, text, face, columns->cell->points);
            measures.natural[r * count + c] = natural;
            if (natural <= columns->width[c] && natural <= least) {
                continue;
            }
            double word = typeset_longest_word(setter, text, face, columns->cell->points);
            least = fmax(least, fmin(word, WORD_LIMIT));
            columns->width[c] = fmax(columns->width[c], natural);
        }
        columns->width[c] = fmax(columns->width[c], least) + 0.5;
        measures.least[c] = least + 0.5;
    }
    return measures;
}

/* About how many lines the rows have with these widths: what breaks fills its lines not quite. */
static double count_lines(const struct columns *columns, const struct measures *measures)
{
    size_t count = columns->table->column_count;
    double sum = 0;
    for (size_t r = 0; r < columns->table->row_count; r++) {
        double lines = 1;
        for (size_t c = 0; c < count; c++) {
            double natural = measures->natural[r * count + c];
            if (natural > columns->width[c]) {
                lines = fmax(lines, ceil(natural * LOOSE / columns->width[c]));
            }
        }
        sum += lines;
    }
    return sum;
}

/* Moves width from one column to another when that makes the table lower; as little as does it,
 * since a text needs the whole step to a line less. */
static bool move_width(struct columns *columns, const struct measures *measures, size_t from,
                       size_t to, double *lines)
{
    double had_from = columns->width[from];
    double had_to = columns->width[to];
    for (double step = WIDTH_STEP; had_from - step >= measures->least[from]; step += WIDTH_STEP) {
        columns->width[from] = had_from - step;
        columns->width[to] = had_to + step;
        double now = count_lines(columns, measures);
        if (now < *lines) {
            *lines = now;
            return true;
        }
    }
    columns->width[from] = had_from;
    columns->width[to] = had_to;
    return false;
}

static void lower_rows(struct columns *columns, const struct measures *measures)
{
    size_t count = columns->table->column_count;
    double lines = count_lines(columns, measures);
    bool lower = true;
    while (lower) {
        lower = false;
        for (size_t from = 0; from < count; from++) {
            for (size_t to = 0; to < count; to++) {
                lower = (from != to && move_width(columns, measures, from, to, &lines)) || lower;
            }
        }
    }
}

/* Widths by content: all in one line when that fits, else shared out between the longest word and
 * the whole text of every column, and then so that the table is low. */
struct column_widths layout_columns(struct layout *layout, const struct report_table *table,
                                    const struct text_style *head, const struct text_style *cell,
                                    double gap, double available)
{
    size_t count = table->column_count;
    struct columns set = {layout->arena, layout->setter,
                          table,         head,
                          cell,          arena_alloc_array(layout->arena, count, sizeof(double))};
    struct columns *columns = &set;
    struct measures measures = measure_cells(columns);
    double least_sum = 0;
    double narrow_sum = 0;
    double natural_sum = 0;
    for (size_t c = 0; c < count; c++) {
        least_sum += measures.least[c];
        narrow_sum += least_to_begin(columns, measures.least, c, true);
        natural_sum += columns->width[c];
    }
    double gaps = gap * (double)(count - 1);
    double room = available - gaps;
    bool narrow = narrow_sum <= room;
    least_sum = narrow ? narrow_sum : least_sum;
    if (natural_sum <= room) {
        double wished = fmin(room, fmax(natural_sum, TEXT_WIDTH - gaps));
        for (size_t c = 0; c < count; c++) {
            columns->width[c] += (wished - natural_sum) * columns->width[c] / fmax(natural_sum, 1);
        }
    } else {
        double stretch = natural_sum - least_sum;
        double share = stretch > 0 ? fmax(0, room - least_sum) / stretch : 0;
        double squeeze = fmin(1, room / least_sum);
        for (size_t c = 0; c < count; c++) {
            double least = least_to_begin(columns, measures.least, c, narrow);
            columns->width[c] = least * squeeze + (columns->width[c] - least) * share;
        }
        lower_rows(columns, &measures);
    }
    struct column_widths chosen = {arena_alloc_array(layout->arena, count, sizeof(double)),
                                   columns->width, 0};
    for (size_t c = 0; c < count; c++) {
        chosen.left[c] = chosen.total;
        chosen.total += columns->width[c] + (c + 1 < count ? gap : 0);
    }
    return chosen;
}
