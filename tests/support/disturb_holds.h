/* disturb_holds: for which exports the law (FORMATS.md) knows what comes out when something is done
 * to them. Internal to disturb.c. */
#ifndef TESTS_SUPPORT_DISTURB_HOLDS_H
#define TESTS_SUPPORT_DISTURB_HOLDS_H

#include "tests/support/export_file.h"

bool holds_always(const struct export_file *file);
bool holds_with_columns(const struct export_file *file);
bool holds_with_title_of_its_own(const struct export_file *file);
bool holds_with_equal_rows(const struct export_file *file);
bool holds_with_heading(const struct export_file *file);
bool holds_with_room_for_note(const struct export_file *file);
bool holds_with_free_columns(const struct export_file *file);
bool holds_with_titled_columns(const struct export_file *file);
bool holds_with_merged_rows(const struct export_file *file);
bool holds_with_rows_to_follow(const struct export_file *file);
bool holds_with_session_inside(const struct export_file *file);

#endif
