/* inputs: see inputs.h. */
#include "engine/inputs.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/hash.h"
#include "engine/base/intern.h"
#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool has_word(const char *name, const char *word)
{
    size_t size = strlen(word);
    for (; *name != '\0'; name++) {
        size_t i = 0;
        while (i < size && text_lower_char(name[i]) == word[i]) {
            i++;
        }
        if (i == size) {
            return true;
        }
    }
    return false;
}

static bool ends_with_any(const char *name, const char *const *endings, size_t count)
{
    size_t size = strlen(name);
    for (size_t i = 0; i < count; i++) {
        size_t tail = strlen(endings[i]);
        if (size >= tail && text_equal_ignoring_case(name + size - tail, endings[i])) {
            return true;
        }
    }
    return false;
}

/* Only by name: what a data file is, recognise says. */
static enum input_role role_of(const char *path)
{
    static const char *const texts[] = {".md", ".png", ".jpg", ".jpeg", ".svg", ".ini"};
    const char *name = base_name(path);
    if (strcmp(path, "edition.ini") == 0) {
        return INPUT_SETTINGS;
    }
    if (ends_with_any(name, texts, sizeof texts / sizeof texts[0])) {
        return INPUT_TEXT;
    }
    if (has_word(name, "programm")) {
        return INPUT_PROGRAMME;
    }
    if (text_equal_ignoring_case(name, "decisions.csv") ||
        text_equal_ignoring_case(name, "besluiten.csv")) {
        return INPUT_DECISIONS;
    }
    if (text_equal_ignoring_case(name, "themes.csv") ||
        text_equal_ignoring_case(name, "themas.csv")) {
        return INPUT_NAMES;
    }
    if (text_equal_ignoring_case(name, "corrections.csv") ||
        text_equal_ignoring_case(name, "correcties.csv")) {
        return INPUT_CORRECTIONS;
    }
    return INPUT_DATA;
}

static int by_role_and_path(const void *left, const void *right)
{
    const struct input *a = left;
    const struct input *b = right;
    if (a->role != b->role) {
        return a->role < b->role ? -1 : 1;
    }
    return strcmp(a->file.path, b->file.path);
}

bool inputs_list(struct arena *arena, const char *folder, const char *beside, struct inputs *inputs,
                 struct error *error)
{
    VECTOR(struct input) items = {0};
    if (!folder_list(arena, folder, &inputs->folder, error)) {
        return false;
    }
    for (size_t i = 0; i < inputs->folder.count; i++) {
        struct input *input = VECTOR_PUSH(arena, &items);
        input->file = inputs->folder.files[i];
        input->role = role_of(input->file.path);
    }
    struct folder overlay = {0};
    struct error ignored = {0};
    if (beside != NULL &&
        folder_list(arena, arena_printf(arena, "%s/reference", beside), &overlay, &ignored)) {
        for (size_t i = 0; i < overlay.count; i++) {
            struct input *input = VECTOR_PUSH(arena, &items);
            input->file = overlay.files[i];
            input->file.path = arena_printf(arena, "../reference/%s", overlay.files[i].path);
            input->role = INPUT_REFERENCE;
        }
    }
    const char *where = beside == NULL ? NULL : arena_printf(arena, "%s/decisions.csv", beside);
    struct folder_file decisions = {.path = "../decisions.csv", .where = where};
    if (where != NULL && folder_stamp(where, &decisions)) {
        struct input *input = VECTOR_PUSH(arena, &items);
        input->file = decisions;
        input->role = INPUT_DECISIONS;
    }
    if (items.count > 0) {
        qsort(items.items, items.count, sizeof *items.items, by_role_and_path);
    }
    inputs->items = items.items;
    inputs->count = items.count;
    return true;
}

bool inputs_look_unchanged(const struct inputs *inputs, const struct stored_source *stored,
                           size_t count)
{
    if (count != inputs->count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct folder_file *file = &inputs->items[i].file;
        if (strcmp(stored[i].path, file->path) != 0 || stored[i].size != file->size ||
            stored[i].inode != file->inode || stored[i].mtime != file->mtime ||
            stored[i].ctime != file->ctime) {
            return false;
        }
    }
    return true;
}

static bool is_themes(const char *path)
{
    return strcmp(path, "themes.csv") == 0;
}

/* A list of decisions in which nothing is decided: every row ends with an empty verdict. */
static bool is_undecided(const struct source_bytes *bytes)
{
    const char *text = (const char *)bytes->data;
    bool first = true;
    for (size_t at = 0; at < bytes->size;) {
        size_t end = at;
        while (end < bytes->size && text[end] != '\n') {
            end++;
        }
        size_t last = end;
        while (last > at && (text[last - 1] == '\r' || text[last - 1] == ' ')) {
            last--;
        }
        if (!first && last > at && text[last - 1] != ';') {
            return false;
        }
        first = false;
        at = end + 1;
    }
    return true;
}

bool inputs_says_nothing(struct arena *arena, const struct input *input, bool *nothing,
                         struct error *error)
{
    struct source_bytes bytes;
    *nothing = is_themes(input->file.path);
    if (strcmp(input->file.path, "decisions.csv") != 0) {
        return true;
    }
    if (!source_load(arena, input->file.where, &bytes, error)) {
        return false;
    }
    *nothing = is_undecided(&bytes);
    return true;
}

bool inputs_as_read(struct arena *arena, const struct inputs *inputs, struct stored_source *stored,
                    size_t *count, struct inputs *seen, struct error *error)
{
    *seen = *inputs;
    seen->items = arena_alloc_array(arena, inputs->count + 1, sizeof *seen->items);
    seen->count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        bool nothing = false, known = false;
        for (size_t k = 0; k < *count && !known; k++) {
            known = strcmp(stored[k].path, input->file.path) == 0;
        }
        if ((!known || is_themes(input->file.path)) &&
            !inputs_says_nothing(arena, input, &nothing, error)) {
            return false;
        }
        if (!nothing) {
            seen->items[seen->count++] = *input;
        }
    }
    size_t kept = 0;
    for (size_t k = 0; k < *count; k++) {
        if (!is_themes(stored[k].path)) {
            stored[kept++] = stored[k];
        }
    }
    *count = kept;
    return true;
}

/* Files are read, and much later hashed. Bringing their bytes back costs a fifth of hashing them,
 * so that only those of very large editions leave the memory in between. */
static void stay_until_hashed(struct inputs *inputs)
{
    enum { STAYS_MOST = 512 * 1024 * 1024 };
    bool stays = inputs_size(inputs) <= STAYS_MOST;
    for (size_t i = 0; i < inputs->count; i++) {
        inputs->items[i].bytes.stays = stays;
    }
}

bool inputs_load(struct arena *arena, struct inputs *inputs, struct error *error)
{
    hash_choose(); /* what is loaded is hashed; who loads nothing starts without asking */
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = &inputs->items[i];
        if (!source_load(arena, input->file.where, &input->bytes, error)) {
            return false;
        }
    }
    stay_until_hashed(inputs);
    return true;
}

bool inputs_hold(const struct inputs *inputs, struct error *error)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        struct folder_file now;
        bool holds = !input->bytes.mapped ||
                     (folder_stamp(input->file.where, &now) && now.size == input->file.size &&
                      now.inode == input->file.inode && now.mtime == input->file.mtime);
        if (!holds) {
            return error_set(error, ERROR_CHANGED, input->file.path, 0, "%s", "");
        }
    }
    return true;
}

/* Goes on with a file from *at, by at most that many bytes; true when it has its hash. */
static bool hash_part(struct input *input, struct hash *hash, size_t *at, size_t most)
{
    const struct source_bytes *bytes = &input->bytes;
    size_t from = *at;
    *at = bytes->size - from > most ? from + most : bytes->size;
    if (from == 0) {
        hash_start(hash);
    }
    hash_add(hash, bytes->data + from, *at - from);
    source_leave_part(bytes, from, *at);
    if (*at < bytes->size) {
        return false;
    }
    hash_finish_text(hash, input->hash);
    input->bytes.stays = false; /* whoever reads it behind this need not keep it */
    return true;
}

static void hash_file(void *context, size_t index)
{
    enum { PART = 32 * 1024 * 1024 };
    struct input *input = &((struct inputs *)context)->items[index];
    struct hash hash;
    size_t at = 0;
    while (input->hash[0] == '\0' && !hash_part(input, &hash, &at, PART)) {
        continue;
    }
}

void inputs_hash_files(struct inputs *inputs, int threads)
{
    parallel_for(threads, inputs->count, hash_file, inputs);
}

struct alike {
    struct inputs *inputs;
    VECTOR(size_t) numbers;
};

static void hash_alike(void *context, size_t index)
{
    const struct alike *alike = context;
    hash_file(alike->inputs, alike->numbers.items[index]);
}

void inputs_hash_alike(struct inputs *inputs, int threads)
{
    struct arena *scratch = arena_create();
    struct intern *sizes = intern_create(scratch);
    uint32_t *size_of = arena_alloc_array(scratch, inputs->count + 1, sizeof *size_of);
    uint32_t *often = arena_alloc_array(scratch, inputs->count + 1, sizeof *often);
    struct alike alike = {.inputs = inputs};
    for (size_t i = 0; i < inputs->count; i++) {
        size_t size = inputs->items[i].bytes.size;
        size_of[i] = intern_put(sizes, (const char *)&size, sizeof size);
        often[size_of[i]]++;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        if (often[size_of[i]] > 1) {
            *VECTOR_PUSH(scratch, &alike.numbers) = i;
        }
    }
    parallel_for(threads, alike.numbers.count, hash_alike, &alike);
    arena_destroy(scratch);
}

/* Where hashing in pieces is. */
struct inputs_hashing {
    struct inputs *inputs;
    size_t input, at;
    struct hash hash;
};

enum { PIECE = 1024 * 1024 };

static void hash_piece(void *context, size_t piece)
{
    struct inputs_hashing *hashing = context;
    (void)piece; /* they come in their order */
    struct input *items = hashing->inputs->items;
    while (items[hashing->input].hash[0] != '\0') {
        hashing->input++;
        hashing->at = 0;
    }
    hash_part(&items[hashing->input], &hashing->hash, &hashing->at, PIECE);
}

struct parallel_pieces *inputs_hashing_create(struct arena *arena, struct inputs *inputs)
{
    /* The state of a hash stands at a multiple of more than an arena promises. */
    enum { ALIGN = _Alignof(struct inputs_hashing) };
    unsigned char *room = arena_alloc(arena, sizeof(struct inputs_hashing) + ALIGN);
    struct inputs_hashing *hashing = (void *)(room + (ALIGN - (uintptr_t)room % ALIGN) % ALIGN);
    hashing->inputs = inputs;
    struct parallel_pieces *pieces = parallel_pieces_create(arena, PIECES_IN_TURN);
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        size_t size = inputs->items[i].bytes.size;
        bool has_hash = inputs->items[i].hash[0] != '\0';
        count += has_hash ? 0 : size == 0 ? 1 : (size + PIECE - 1) / PIECE;
    }
    parallel_pieces_begin(pieces, count, hash_piece, hashing);
    return pieces;
}

size_t inputs_size(const struct inputs *inputs)
{
    size_t size = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        size += inputs->items[i].bytes.size;
    }
    return size;
}

void inputs_hash(const struct inputs *inputs, const bool *uses, char text[HASH_TEXT])
{
    struct hash hash;
    hash_start(&hash);
    for (size_t i = 0; i < inputs->count; i++) {
        if (uses[i]) {
            hash_add_string(&hash, inputs->items[i].file.path);
            hash_add_string(&hash, inputs->items[i].hash);
        }
    }
    hash_finish_text(&hash, text);
}
