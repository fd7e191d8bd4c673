# Reads tests/layers, then every C file, and prints each #include that breaks the table.
function module_of(path,    parts, n) {
    sub(/^\.\//, "", path)
    n = split(path, parts, "/")
    if (parts[1] == "reports") return "reports/" parts[2]
    if (parts[1] == "engine") return n == 2 ? "engine" : parts[2]
    return ""
}
FILENAME == "tests/layers" {
    if ($0 ~ /^#/ || NF == 0) next
    if ($1 == "hides") {
        name = $2; sub(/:$/, "", name)
        for (i = 3; i <= NF; i++) hidden[$i] = hidden[$i] " " name
        next
    }
    name = $1; sub(/:$/, "", name)
    known[name] = 1
    for (i = 2; i <= NF; i++) allowed[name, $i] = 1
    next
}
/^#include/ {
    from = module_of(FILENAME)
    if (from == "") next
    if (!known[from]) { print FILENAME ": module " from " is not in tests/layers"; bad = 1; next }
    if (match($0, /"[^"]+"/)) {
        target = substr($0, RSTART + 1, RLENGTH - 2)
        to = module_of(target)
        if (to != "" && to != from && !allowed[from, to] && !allowed[from, "*"]) {
            print FILENAME ":" FNR ": " from " may not include " target; bad = 1
        }
    } else if (match($0, /<[^>]+>/)) {
        target = substr($0, RSTART + 1, RLENGTH - 2)
        for (library in hidden) {
            if (index(target, library) == 1 && index(hidden[library] " ", " " from " ") == 0 && !allowed[from, "*"]) {
                print FILENAME ":" FNR ": " target " belongs behind" hidden[library]; bad = 1
            }
        }
    }
}
END { exit bad }
