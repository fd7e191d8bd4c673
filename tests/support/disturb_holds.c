/* disturb_holds: see disturb_holds.h. */
#include "tests/support/disturb_holds.h"

#include "engine/base/text.h"

bool holds_always(const struct export_file *file)
{
    (void)file;
    return true;
}

/* A list of one column has no columns beside it. */
bool holds_with_columns(const struct export_file *file)
{
    return file->sheet.width > 1 && !file->by_place;
}

/* What stands above a list may be the title of its session. That makes one of two meetings of a
 * series, another one of a session that two files are called after, and other people of those who
 * are called after their meeting; beside each other, it is of the first table only. */
bool holds_with_title_of_its_own(const struct export_file *file)
{
    return !file->events && !file->beside && !file->numbered &&
           (file->alone || !file->called_by_name);
}

/* The order of rows decides where nothing else does: which of two rows about a registration is the
 * later one, how a session is spelled, on which day the session of a list is that spans several. */
bool holds_with_equal_rows(const struct export_file *file)
{
    return !file->merges;
}

static bool is_about_people(const struct export_file *file)
{
    return file->kind == SOURCE_REGISTRATION || file->kind == SOURCE_ATTENDANCE ||
           file->kind == SOURCE_REGISTRATION_ATTENDANCE;
}

/* Every row of a gap has a heading above it. A cell alone above a heading is what the next list is
 * called. */
bool holds_with_heading(const struct export_file *file)
{
    bool heading = !file->narrow;
    for (size_t i = 0; heading && i < file->sheet.count; i++) {
        heading = !export_file_gap(file, i) || export_file_heading(file, i) != NO_HEADING;
    }
    return heading;
}

/* Where some column says nobody, of whichever table; in a form any text may be an answer. */
bool holds_with_room_for_note(const struct export_file *file)
{
    bool room = false;
    for (size_t i = 0; i < file->sheet.width; i++) {
        room = room || !file->who[i];
    }
    return room && is_about_people(file) && !file->beside;
}

/* A form in a language that is not known is told by its first columns; Google Forms holds_always by
 * its first one (FORMATS.md section 12). Of two columns that mean the same the first that is filled
 * counts (1.11), and a visit goes from one column to the next. */
bool holds_with_free_columns(const struct export_file *file)
{
    bool form = file->format == FORMAT_MS_FORMS || file->format == FORMAT_GOOGLE_FORMS ||
                file->format == FORMAT_LIMESURVEY;
    return file->one_table && !form && !file->twins && file->sheet.width > 1;
}

bool holds_with_titled_columns(const struct export_file *file)
{
    const struct sheet_line *line =
        file->one_table ? &file->sheet.lines[export_file_heading(file, file->first)] : NULL;
    bool titled = holds_with_free_columns(file) && line->count == file->sheet.width;
    for (size_t i = 0; titled && i < line->count; i++) {
        titled = !text_is_blank(line->cells[i]);
    }
    return titled;
}

/* Two that come at the same moment are two devices; who did not come twice did not come; a line may
 * be several rows, and of one that says in one place who signed up and in another who came, the
 * later decides of the first and the earlier of the second. Rows of plain tables are never merged
 * (DESIGN.md section 6); durations without times add up, and two visits may be as long (FORMATS.md
 * section 2); costs add up, whatever else they say. */
bool holds_with_merged_rows(const struct export_file *file)
{
    bool apart = file->twins && file->kind == SOURCE_REGISTRATION_ATTENDANCE;
    bool adds_up = file->durations || file->events || file->beside || file->absences || apart;
    return file->format != FORMAT_PLAIN && !file->by_place && !adds_up &&
           (is_about_people(file) || file->kind == SOURCE_EVALUATION);
}

/* The later of two rows decides, wherever another one stands. */
bool holds_with_rows_to_follow(const struct export_file *file)
{
    return holds_with_merged_rows(file) && holds_with_equal_rows(file);
}

bool holds_with_session_inside(const struct export_file *file)
{
    return is_about_people(file) && !file->called_by_name && file->alone && !file->numbered;
}
