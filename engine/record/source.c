/* source: the words of kinds, formats and encodings. */
#include "engine/record/source.h"

#include <string.h>

#define WORD(name, word) word,

const char *source_kind_word(enum source_kind kind)
{
    static const char *const words[] = {SOURCE_KINDS(WORD)};
    return words[kind];
}

const char *source_format_word(enum source_format format)
{
    static const char *const words[] = {SOURCE_FORMATS(WORD)};
    return words[format];
}

const char *source_encoding_word(enum source_encoding encoding)
{
    static const char *const words[] = {SOURCE_ENCODINGS(WORD)};
    return words[encoding];
}

const char *side_table_cell(const struct side_table *table, const struct side_row *row,
                            const char *column)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i], column) == 0) {
            return row->cells[i];
        }
    }
    return "";
}

const char *source_why(const struct source *source, enum language language)
{
    const char *why =
        language == LANGUAGE_EN && source->why_en != NULL ? source->why_en : source->why;
    return why == NULL ? "" : why;
}
