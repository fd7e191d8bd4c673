#!/bin/sh
# embed.sh STEM SYMBOL FILE...: writes STEM.c and STEM.h, a table of the files' names (without folders)
# and bytes: `const struct embedded_file SYMBOL[]` and `SYMBOL_count` (engine/base/embedded.h).
# Bytes are written as numbers: string literals fall over backslashes and length limits.
set -eu
stem=$1
symbol=$2
shift 2
header=$(basename "$stem").h
{
    echo '/* Made by engine/base/embed.sh; do not edit. */'
    echo "#ifndef EMBEDDED_${symbol}_H"
    echo "#define EMBEDDED_${symbol}_H"
    echo '#include "engine/base/embedded.h"'
    echo "extern const struct embedded_file $symbol[];"
    echo "extern const size_t ${symbol}_count;"
    echo '#endif'
} >"$stem.h.new"
{
    echo '/* Made by engine/base/embed.sh; do not edit. */'
    echo "#include \"$header\""
    number=0
    for file in "$@"; do
        echo "static const unsigned char bytes_$number[] = {"
        od -v -An -tu1 "$file" | sed 's/[0-9][0-9]*/&,/g'
        echo '0};'
        number=$((number + 1))
    done
    echo "const struct embedded_file $symbol[] = {"
    number=0
    for file in "$@"; do
        echo "    {\"$(basename "$file")\", bytes_$number, sizeof bytes_$number - 1},"
        number=$((number + 1))
    done
    echo '};'
    echo "const size_t ${symbol}_count = $number;"
} >"$stem.c.new"
mv "$stem.h.new" "$stem.h"
mv "$stem.c.new" "$stem.c"
