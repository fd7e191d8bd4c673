/* describe: see describe.h. */
#include "engine/recognise/describe.h"

#include <string.h>

#include "engine/base/text.h"

enum { LONGEST = 400, TITLE_MOST = 60 };

static const char *const question_words[][LANGUAGES] = {
    [QUESTION_GRADE] = {"cijfer", "grade"},
    [QUESTION_NPS] = {"aanbeveling", "recommendation"},
    [QUESTION_LIKERT] = {"mening", "opinion"},
    [QUESTION_CHOICE] = {"keuze", "choice"},
    [QUESTION_OPEN] = {"open vraag", "open question"},
    [QUESTION_CONSENT] = {"toestemming", "consent"}};

static const char *meaning_of(const struct reading *reading, const struct column *column,
                              enum language language)
{
    static const char *const session[LANGUAGES] = {"een sessie", "a session"};
    if (column->session) {
        return session[language];
    }
    if (column->question != QUESTION_NOT) {
        return question_words[reading->source->questions[column->question].kind][language];
    }
    bool silent = column->role == ROLE_IGNORED || column->role == ROLE_NUMBER;
    return silent ? "" : role_word(column->role, language);
}

static const char *sentence(struct reading *reading, const struct plan *plan,
                            enum language language)
{
    struct text why = text_create(reading->keep);
    bool dutch = language == LANGUAGE_NL;
    if (plan->line > 0) {
        text_printf(&why, dutch ? "kop op regel %ld:" : "heading on line %ld:", plan->line);
    } else {
        text_add(&why, dutch ? "geen kop; aan de inhoud te zien:" : "no heading; by its content:");
    }
    const char *comma = " ";
    for (size_t i = 0; i < plan->count && why.size < LONGEST; i++) {
        const struct column *column = &plan->columns[i];
        const char *meaning = meaning_of(reading, column, language);
        if (*meaning == '\0') {
            continue;
        }
        if (plan->line > 0) {
            const char *title = column->title;
            text_printf(&why, "%s\"%s\" = %s", comma,
                        text_printable(reading->arena, title, strlen(title), TITLE_MOST), meaning);
        } else {
            text_printf(&why, dutch ? "%skolom %zu = %s" : "%scolumn %zu = %s", comma, i + 1,
                        meaning);
        }
        comma = ", ";
    }
    return why.bytes;
}

void describe_plan(struct reading *reading, const struct plan *plan)
{
    if (reading->source->why != NULL || plan->kind == PLAN_IGNORED || plan->kind == PLAN_ABOUT) {
        return;
    }
    reading->source->why = sentence(reading, plan, LANGUAGE_NL);
    reading->source->why_en = sentence(reading, plan, LANGUAGE_EN);
}

void describe_unknown(struct source *source)
{
    source->why = "geen kop met bekende woorden";
    source->why_en = "no heading with known words";
}

void describe_orders(struct source *source)
{
    source->why = "een lijst van bestellingen, zonder deelnemers";
    source->why_en = "a list of orders, without attendees";
}

void describe_aside(struct source *source)
{
    source->why = "vragen, berichten, antwoorden of leden, geen lijst van wie er was";
    source->why_en = "questions, messages, answers or members, no list of who was there";
}

void describe_nothing(struct source *source)
{
    source->why = "er staat niets in";
    source->why_en = "there is nothing in it";
}

enum finding_rule describe_refusal(struct source *source, const char *reason)
{
    static const struct {
        const char *reason;
        enum finding_rule rule;
        const char *nl, *en;
    } known[] = {
        {"PDF", FINDING_FILE_PDF, "een PDF, geen lijst", "a PDF, not a list"},
        {"document", FINDING_FILE_DOCUMENT, "een document, geen lijst", "a document, not a list"},
        {"mail", FINDING_FILE_MAIL, "een e-mail, geen lijst", "an e-mail, not a list"},
        {".xls", FINDING_FILE_OLD_WORKBOOK, "een oud Excel-bestand (.xls)",
         "an old Excel file (.xls)"},
        {"ods", FINDING_FILE_OPEN_DOCUMENT, "een bestand van LibreOffice (.ods)",
         "a file of LibreOffice (.ods)"},
        {"zip", FINDING_FILE_PACKED, "een zip-bestand, geen werkboek",
         "a zip file, not a workbook"},
        {"gzip", FINDING_FILE_PACKED, "een ingepakt bestand", "a packed file"},
        {"7z", FINDING_FILE_PACKED, "een ingepakt bestand", "a packed file"},
        {"rar", FINDING_FILE_PACKED, "een ingepakt bestand", "a packed file"},
        {"misnamed", FINDING_FILE_MISNAMED, "een werkboek met de naam van een tekstbestand",
         "a workbook under the name of a text file"},
        {"damaged", FINDING_FILE_DAMAGED, "een werkboek dat kapot is", "a damaged workbook"},
        {"too large", FINDING_FILE_TOO_LARGE, "een werkboek dat te groot is",
         "a workbook that is too large"},
        {"password", FINDING_FILE_PASSWORD, "een bestand met een wachtwoord",
         "a file with a password"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (text_equal(known[i].reason, reason)) {
            source->why = known[i].nl;
            source->why_en = known[i].en;
            return known[i].rule;
        }
    }
    source->why = "geen tekst en geen werkboek";
    source->why_en = "neither text nor a workbook";
    return FINDING_FILE_NOT_TEXT;
}
