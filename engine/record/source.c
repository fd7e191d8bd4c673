/* source: the words of kinds, formats and encodings. */
#include "engine/record/source.h"

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
