#!/bin/sh
# embed.sh STEM FILE.sql...: writes STEM.c and STEM.h with one `struct query` per file and a table of
# all of them in the order given. Bytes are written as numbers: string literals fall over backslashes.
set -eu
stem=$1
shift
{
    echo '/* Made from queries/ by queries/embed.sh; do not edit. */'
    echo '#ifndef BUILD_QUERIES_H'
    echo '#define BUILD_QUERIES_H'
    echo '#include <stddef.h>'
    echo 'struct query {'
    echo '    const char *name; /* folder/stem */'
    echo '    const char *sql;  /* NUL-terminated */'
    echo '    size_t size;'
    echo '};'
    echo 'extern const struct query *const query_all[];'
    echo 'extern const size_t query_count;'
    for file in "$@"; do
        name=${file#queries/}
        name=${name%.sql}
        echo "extern const struct query query_$(echo "$name" | tr '/' '_');"
    done
    echo '#endif'
} >"$stem.h.new"
{
    echo '/* Made from queries/ by queries/embed.sh; do not edit. */'
    echo '#include "queries.h"'
    for file in "$@"; do
        name=${file#queries/}
        name=${name%.sql}
        id=$(echo "$name" | tr '/' '_')
        echo "static const char sql_$id[] = {"
        od -v -An -tu1 "$file" | sed 's/[0-9][0-9]*/&,/g'
        echo '0};'
        echo "const struct query query_$id = {\"$name\", sql_$id, sizeof sql_$id - 1};"
    done
    echo 'const struct query *const query_all[] = {'
    for file in "$@"; do
        name=${file#queries/}
        name=${name%.sql}
        echo "    &query_$(echo "$name" | tr '/' '_'),"
    done
    echo '};'
    echo 'const size_t query_count = sizeof query_all / sizeof query_all[0];'
} >"$stem.c.new"
mv "$stem.h.new" "$stem.h"
mv "$stem.c.new" "$stem.c"
