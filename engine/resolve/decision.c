/* decision: see decision.h. */
#include "engine/resolve/decision.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/unicode/fold.h"

static bool is_any(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void answer(struct reading *out, enum reading_what what, enum organisation_kind kind)
{
    out->what = what;
    out->kind = kind;
    out->status = MATCH_CERTAIN;
    out->method = METHOD_decision;
    out->score = 1;
    out->margin = 1;
}

static bool read_kind(const char *word, struct reading *out)
{
    static const struct {
        enum organisation_kind kind;
        const char *words[4];
    } kinds[] = {
        {ORGANISATION_PARTNERSHIP, {"partnership", "samenwerkingsverband", "samenwerking", ""}},
        {ORGANISATION_PROVINCE, {"province", "provincie", "", ""}},
        {ORGANISATION_WATER_BOARD, {"water_board", "water board", "waterschap", ""}},
        {ORGANISATION_MINISTRY, {"ministry", "ministerie", "rijk", ""}},
        {ORGANISATION_COMPANY, {"company", "bedrijf", "onderneming", ""}},
        {ORGANISATION_EDUCATION, {"education", "onderwijs", "school", ""}},
        {ORGANISATION_FOREIGN, {"foreign", "buitenland", "buitenlands", ""}},
        {ORGANISATION_OTHER, {"other", "overig", "anders", "andere"}},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (word[0] != '\0' && is_any(word, kinds[i].words, 4)) {
            answer(out, READING_WORDS, kinds[i].kind);
            return true;
        }
    }
    return false;
}

/* One or more CBS codes; "0546 en 0547" is refused rather than half understood. */
static bool read_codes(struct gazetteer *g, const char *text, struct reading *out)
{
    size_t found = 0;
    while (*text != '\0') {
        size_t size = strcspn(text, " ,;");
        char one[16] = "";
        memcpy(one, text, size < 15 ? size : 15);
        int code = size > 0 ? tables_code(one) : 0;
        if (size > 0 && code <= 0) {
            return false;
        }
        struct in_layout in = gazetteer_in_layout(g, code);
        if (size > 0 && in.count == 0) {
            return false;
        }
        for (size_t i = 0; size > 0 && i < in.count && out->code_count < READING_CODES; i++) {
            bool known = false;
            for (size_t k = 0; k < out->code_count; k++) {
                known = known || out->codes[k] == in.codes[i];
            }
            if (!known) {
                out->codes[out->code_count++] = in.codes[i];
            }
        }
        found += size > 0;
        text += size + (text[size] != '\0');
    }
    for (size_t i = 1; i < out->code_count; i++) { /* ascending */
        for (size_t k = i; k > 0 && out->codes[k - 1] > out->codes[k]; k--) {
            uint16_t swap = out->codes[k];
            out->codes[k] = out->codes[k - 1];
            out->codes[k - 1] = swap;
        }
    }
    return found > 0;
}

bool decision_read(struct gazetteer *gazetteer, struct arena *scratch, const char *verdict,
                   struct reading *out)
{
    static const char *const none[] = {"geen", "none", "niemand", "niets", "nobody", "nee"};
    const char *word = fold_plain(scratch, verdict);
    memset(out, 0, sizeof *out);
    out->province = -1;
    if (is_any(word, none, sizeof none / sizeof none[0])) {
        answer(out, READING_NOTHING, ORGANISATION_NOBODY);
        return true;
    }
    if (read_kind(word, out)) {
        return true;
    }
    if (read_codes(gazetteer, word, out)) {
        answer(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY);
        return true;
    }
    reading_read(gazetteer, scratch, verdict, READ_ALIAS, out);
    bool named = (out->what == READING_MUNICIPALITY || out->what == READING_ORGANISATION) &&
                 out->status == MATCH_CERTAIN;
    if (named) {
        out->method = METHOD_decision;
        out->score = 1;
        out->margin = 1;
    }
    return named;
}
