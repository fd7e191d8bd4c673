/* typeset: see typeset.h. A paragraph becomes a row of tokens: parts of words and blanks, each with
 * its run and its width; then the cheapest way through the allowed breaks; then lines, in which
 * neighbouring tokens of one run are one piece again. */
#include "reports/render/typeset.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/unicode/fold.h"

struct token {
    const char *text;
    size_t size;
    const struct run *run;
    enum face face;
    double width;
    bool blank;  /* a blank between words: vanishes at the end of a line */
    bool breaks; /* a line may begin with this token */
    bool forced; /* a line must begin with this token */
};

struct tokens {
    struct arena *arena;
    struct typesetter *setter;
    double points, limit; /* limit: width of the line */
    VECTOR(struct token) list;
    bool after_break; /* the last character allows a break */
};

static void note_missing(struct typesetter *setter, uint32_t code_point)
{
    for (size_t i = 0; i < setter->missing_count && i < MISSING_LIMIT; i++) {
        if (setter->missing[i] == code_point) {
            return;
        }
    }
    if (setter->missing_count < MISSING_LIMIT) {
        setter->missing[setter->missing_count] = code_point;
    }
    setter->missing_count++;
}

static bool face_has_all(const struct font_set *fonts, enum face face, const char *text)
{
    for (size_t at = 0; text[at] != '\0';) {
        uint32_t code_point = 0;
        size_t size = fold_decode(text + at, &code_point);
        bool control = code_point < 0x20 || code_point == 0x7F;
        if (control || font_glyph(fonts, face, code_point) == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

static void add_stand_in(struct arena *arena, struct typesetter *setter, enum face face,
                         struct text *out, const char *character)
{
    const char *plain = fold_plain(arena, character);
    text_add(out, plain[0] != '\0' && face_has_all(setter->fonts, face, plain) ? plain : "?");
}

const char *typeset_printable(struct arena *arena, struct typesetter *setter, enum face face,
                              const char *text)
{
    if (text == NULL || face_has_all(setter->fonts, face, text)) {
        return text == NULL ? "" : text;
    }
    const char *composed = fold_nfc(arena, text);
    struct text out = text_create(arena);
    for (size_t at = 0; composed[at] != '\0';) {
        uint32_t code_point = 0;
        size_t size = fold_decode(composed + at, &code_point);
        if (code_point == '\n' || code_point == '\t' || code_point == '\r') {
            text_add_char(&out, ' ');
        } else if (code_point >= 0x20 && font_glyph(setter->fonts, face, code_point) != 0) {
            text_add_bytes(&out, composed + at, size);
        } else {
            note_missing(setter, code_point);
            add_stand_in(arena, setter, face, &out, arena_copy(arena, composed + at, size));
        }
        at += size;
    }
    return out.bytes;
}

enum face typeset_face(const struct run *run, enum face base)
{
    if (run->strong) {
        return base == FACE_BLACK ? FACE_BLACK : FACE_BOLD;
    }
    return run->emphasis ? FACE_ITALIC : base;
}

static double width_of(const struct tokens *tokens, enum face face, const char *text, size_t size)
{
    return font_width(tokens->setter->fonts, face, text, size, tokens->points);
}

static void push_token(struct tokens *tokens, struct token token)
{
    token.width = width_of(tokens, token.face, token.text, token.size);
    *VECTOR_PUSH(tokens->arena, &tokens->list) = token;
}

/* A number and its unit stay on one line: "6,8 miljoen". */
static bool is_unit_of_number(const struct tokens *tokens, const struct token *word)
{
    static const char *const units[] = {"miljoen", "million",  "uur",     "hours",  "euro",
                                        "procent", "per cent", "minuten", "minutes"};
    size_t count = tokens->list.count;
    if (count < 2 || !tokens->list.items[count - 1].blank) {
        return false;
    }
    const struct token *before = &tokens->list.items[count - 2];
    if (before->size == 0 || !text_is_digit(before->text[before->size - 1])) {
        return false;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        size_t size = strlen(units[i]);
        if (word->size >= size && strncmp(word->text, units[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* A part of a word; cut between characters when no line could hold it. */
static void push_word(struct tokens *tokens, struct token word)
{
    word.breaks = tokens->after_break && (word.forced || !is_unit_of_number(tokens, &word));
    tokens->after_break = false;
    if (width_of(tokens, word.face, word.text, word.size) <= tokens->limit) {
        push_token(tokens, word);
        return;
    }
    struct token part = word;
    part.size = 0;
    for (size_t at = 0; at < word.size;) {
        uint32_t code_point = 0;
        size_t size = fold_decode(word.text + at, &code_point);
        if (part.size > 0 &&
            width_of(tokens, part.face, part.text, part.size + size) > tokens->limit) {
            push_token(tokens, part);
            part.text += part.size;
            part.size = 0;
            part.breaks = true;
        }
        part.size += size;
        at += size;
    }
    push_token(tokens, part);
}

/* May a word be broken after byte `at`? After a hyphen between letters, after a slash. */
static bool breaks_after(const char *text, size_t at, size_t start, size_t size)
{
    bool inside = at > start && at + 1 < size && text[at + 1] != ' ';
    return inside && ((text[at] == '-' && !text_is_digit(text[at + 1])) ||
                      (text[at] == '/' && text[at + 1] != '/'));
}

static void push_run(struct tokens *tokens, const struct run *run, enum face base)
{
    enum face face = typeset_face(run, base);
    const char *text = typeset_printable(tokens->arena, tokens->setter, face, run->text);
    size_t size = strlen(text);
    struct token token = {.run = run, .face = face, .forced = run->line_break};
    tokens->after_break = tokens->after_break || run->line_break;
    for (size_t at = 0; at < size;) {
        token.text = text + at;
        if (text[at] == ' ') {
            size_t blanks = 0;
            while (text[at + blanks] == ' ') {
                blanks++;
            }
            at += blanks;
            token.size = 1;
            token.blank = true;
            bool empty_line = tokens->list.count == 0 || token.forced;
            if (!empty_line && !tokens->list.items[tokens->list.count - 1].blank) {
                token.breaks = false;
                push_token(tokens, token);
            }
            tokens->after_break = true;
            continue;
        }
        size_t start = at;
        while (at < size && text[at] != ' ') {
            at++;
            if (breaks_after(text, at - 1, start, size)) {
                break;
            }
        }
        token.size = at - start;
        token.blank = false;
        push_word(tokens, token);
        token.forced = false;
        tokens->after_break = at < size && text[at] != ' ';
    }
}

/* Costs of lines. Runts and breaks inside words are allowed but not loved. */
static double line_cost(double white, double limit, bool last, bool inside_word)
{
    double share = white / limit;
    double cost = inside_word ? 0.05 : 0;
    if (last) {
        return cost + (share > 0.85 ? 0.08 : 0);
    }
    return cost + share * share;
}

/* The best break before every token, for tokens [from, to): previous[i] is where the line that ends
 * before i begins. */
static void choose_breaks(const struct tokens *tokens, size_t from, size_t to, size_t *previous,
                          double *cost)
{
    const struct token *list = tokens->list.items;
    cost[from] = 0;
    for (size_t end = from + 1; end <= to; end++) {
        cost[end] = INFINITY;
        if (end < to && !list[end].breaks) {
            continue;
        }
        double width = 0;
        for (size_t start = end; start-- > from;) {
            if (list[start].blank && width == 0) {
                continue; /* a blank at the end takes no room */
            }
            width += list[start].width;
            bool allowed = start == from || list[start].breaks;
            bool fits = width <= tokens->limit + 0.01;
            if (!fits && !isinf(cost[end])) {
                break;
            }
            if (!allowed || isinf(cost[start])) {
                continue;
            }
            bool inside = end < to && !list[end - 1].blank;
            double total =
                cost[start] +
                line_cost(fmax(tokens->limit - width, 0), tokens->limit, end == to, inside) +
                (fits ? 0 : 1e6);
            if (total < cost[end]) {
                cost[end] = total;
                previous[end] = start;
            }
        }
    }
}

static struct line make_line(const struct tokens *tokens, size_t from, size_t to)
{
    struct line line = {0};
    const struct token *list = tokens->list.items;
    line.pieces = arena_alloc_array(tokens->arena, to - from, sizeof *line.pieces);
    for (size_t i = from; i < to; i++) {
        struct piece *last = line.count == 0 ? NULL : &line.pieces[line.count - 1];
        if (last != NULL && last->run == list[i].run && last->text + last->size == list[i].text) {
            last->size += list[i].size;
            continue;
        }
        line.pieces[line.count++] = (struct piece){
            .text = list[i].text, .size = list[i].size, .run = list[i].run, .face = list[i].face};
    }
    double x = 0;
    for (size_t i = 0; i < line.count; i++) {
        struct piece *piece = &line.pieces[i];
        size_t visible = piece->size;
        if (i + 1 == line.count && visible > 0 && piece->text[visible - 1] == ' ') {
            visible--;
        }
        piece->x = x;
        piece->width = width_of(tokens, piece->face, piece->text, visible);
        x += piece->width;
    }
    line.width = x;
    return line;
}

static void add_lines(const struct tokens *tokens, size_t from, size_t to, size_t *previous,
                      double *cost, struct paragraph *paragraph)
{
    choose_breaks(tokens, from, to, previous, cost);
    size_t count = 0;
    for (size_t end = to; end > from; end = previous[end]) {
        count++;
    }
    size_t slot = paragraph->count + count;
    for (size_t end = to; end > from; end = previous[end]) {
        paragraph->lines[--slot] = make_line(tokens, previous[end], end);
    }
    paragraph->count += count;
}

struct paragraph typeset(struct arena *arena, struct typesetter *setter, const struct rich *rich,
                         const struct text_style *style, double width)
{
    struct tokens tokens = {
        .arena = arena, .setter = setter, .points = style->points, .limit = width};
    for (size_t i = 0; i < rich->count; i++) {
        push_run(&tokens, &rich->items[i], style->face);
    }
    struct paragraph paragraph = {0};
    size_t count = tokens.list.count;
    paragraph.lines = arena_alloc_array(arena, count, sizeof *paragraph.lines);
    size_t *previous = arena_alloc_array(arena, count + 1, sizeof *previous);
    double *cost = arena_alloc_array(arena, count + 1, sizeof *cost);
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && !tokens.list.items[to].forced) {
            to++;
        }
        add_lines(&tokens, from, to, previous, cost, &paragraph);
        from = to;
    }
    return paragraph;
}

struct paragraph typeset_text(struct arena *arena, struct typesetter *setter, const char *text,
                              const struct text_style *style, double width)
{
    struct rich rich = {0};
    rich_add(arena, &rich, (struct run){.text = text == NULL ? "" : text});
    return typeset(arena, setter, &rich, style, width);
}

double typeset_longest_word(struct typesetter *setter, const char *text, enum face face,
                            double points)
{
    double longest = 0;
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        longest = fmax(longest, font_width(setter->fonts, face, text, size, points));
        text += size;
        text += *text == ' ';
    }
    return longest;
}
