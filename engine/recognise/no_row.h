/* no_row: what stands between the rows of a table and is none of them: the heading once more, a
 * line that somebody drew, a total, when it was printed and on which page. It is not read, and who
 * looks at the cells of a column does not see it. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_NO_ROW_H
#define ENGINE_RECOGNISE_NO_ROW_H

#include "engine/recognise/reading.h"

/* When it was printed, and on which page. */
bool no_row_is_of_print(struct reading *reading, const struct record *record);
/* Whether the record is of any of these kinds; `plan` is that of the table, NULL where there is
 * none yet. */
bool no_row_is(struct reading *reading, const struct plan *plan, const struct record *record);
/* The heading again, in the middle of the rows; with a byte order mark where files were pasted. */
bool no_row_repeats_heading(struct reading *reading, const struct plan *plan,
                            const struct record *record);
/* table_next without blank records and those of that kind. */
bool no_row_next(struct reading *reading, const struct plan *plan, struct record *record);

#endif
