#!/bin/sh
# embed.sh OUT.c FILE...: one array of bytes per file and a table of them by file name. Bytes are
# written as numbers: string literals fall over backslashes.
set -eu
out=$1
shift
{
    echo '/* Made from reports/ by reports/model/embed.sh; do not edit. */'
    echo '#include "reports/model/templates.h"'
    number=0
    for file in "$@"; do
        number=$((number + 1))
        echo "static const unsigned char file_$number[] = {"
        od -v -An -tu1 "$file" | sed 's/[0-9][0-9]*/&,/g'
        echo '0};'
    done
    echo 'const struct embedded_file templates_embedded[] = {'
    number=0
    for file in "$@"; do
        number=$((number + 1))
        echo "    {\"${file##*/}\", file_$number, sizeof file_$number - 1},"
    done
    echo '};'
    echo 'const size_t templates_embedded_count = sizeof templates_embedded / sizeof templates_embedded[0];'
} >"$out.new"
mv "$out.new" "$out"
