/* question: see question.h. What kind of question a column asks is told by its words and by what
 * was answered; words alone decide for a form that nobody filled in yet. */
#include "engine/recognise/question.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/grade.h"
#include "engine/clean/status.h"

enum { CHOICES_MOST = 15, CHOICE_BYTES = 60 };

#define ANY(plain, list) heading_has_any((plain), (list), sizeof(list) / sizeof *(list))

static bool asks_grade(const char *plain)
{
    static const char *const stems[] = {
        "cijfer",      "rapportcijfer", "eindcijfer", "grade",         "score",      "beoordeel",
        "beoordeling", "rating",        "rate",       "waardeer",      "waardering", "punten",
        "sterren",     "stars",         "note",       "mark",          "tevreden",   "tevredenheid",
        "overall",     "nuttig",        "hoe vond",   "how satisfied", "how useful", "bewert",
        "valora",      "calific",       "avalia",     "ocen",          "que nota",   "che voto",
        "betyg"};
    return ANY(plain, stems);
}

static bool asks_recommendation(const char *plain)
{
    static const char *const stems[] = {
        "aanbevel",   "aanbeveelt", "aanbeveel",  "aanraden", "aanraad",  "recommend", "nps",
        "aanbevolen", "recommand",  "weiterempf", "recomend", "consigli", "polec",     "rekommend"};
    return ANY(plain, stems);
}

/* Questions of forms that ask for an opinion in words. */
static bool asks_opinion(const char *plain)
{
    static const char *const stems[] = {
        "wat vond",    "hoe vond",       "neem je mee",  "wat neem", "wat kan beter",
        "verbeter",    "tips",           "what did you", "improve",  "takeaway",
        "feedback",    "wat ga je",      "geleerd",      "learned",  "opgestoken",
        "anders doen", "do differently", "appris",       "retenu",   "gelernt",
        "aprendi",     "imparato",       "aprende",      "nauczy",   "du lart"};
    return ANY(plain, stems);
}

/* Columns of sign-up lists whose text may be kept as a remark. */
static bool asks_remark(const char *plain)
{
    static const char *const stems[] = {"opmerking", "vraag",    "vragen",      "verwacht",
                                        "leervra",   "toelicht", "motivatie",   "expectation",
                                        "question",  "waarom",   "wat hoop",    "wat wil",
                                        "remark",    "comment",  "why",         "what do you",
                                        "leerwens",  "behoefte", "onderwerpen", "suggest"};
    static const char *const never[] = {"dieet",    "allerg",  "telefoon", "adres",
                                        "geboorte", "factuur", "rolstoel", "medi",
                                        "naam",     "name",    "phone",    "dietary"};
    return ANY(plain, stems) && !ANY(plain, never);
}

/* The future is chosen, the past is judged. */
static bool chooses_session(const struct column *column)
{
    static const char *const past[] = {
        "bijgewoond", "gevolgd",      "bezocht", "attended",  "attend",         "deelgenomen",
        "geweest",    "over welke",   "volgde",  "aanwezig",  "avezvous",       "did you",
        "besucht",    "teilgenommen", "asistio", "participo", "ha partecipato", "participou",
        "assistiu",   "uczestniczyl", "deltog"};
    static const char *const future[] = {
        "wil",      "kies",   "keuze",   "volgen",    "aanmeld",    "choose",    "would",
        "like",     "want",   "schrijf", "inschrijv", "meedoen",    "deelnemen", "souhait",
        "particip", "inscri", "voulez",  "mochten",   "teilnehmen", "anmeld",    "desea",
        "asistir",  "elij",   "quiere",  "desidera",  "partecip",   "scegl",     "iscri",
        "deseja",   "escolh", "chcesz",  "wybierz",   "vill",       "delta",     "valj"};
    if (ANY(column->heading.plain, past)) {
        return false;
    }
    return ANY(column->heading.plain, future);
}

/* Words and signs between the two ends of a scale: "1-10", "1 t/m 5", "1 = slecht, 7 = goed". */
static bool joins_ends(const char *from, const char *to)
{
    static const char *const joins[] = {"-", "\xE2\x80\x93", "tot",    "t/m", "to",
                                        "=", "..",           "through"};
    enum { LONGEST_JOIN = 40 };
    for (size_t i = 0; to - from <= LONGEST_JOIN && i < sizeof joins / sizeof *joins; i++) {
        const char *at = strstr(from, joins[i]);
        if (at != NULL && at < to) {
            return true;
        }
    }
    return false;
}

/* The upper end of the scale that a heading names, from 3 to 10; 0 when it names none. */
static int scale_named(const char *title)
{
    static const char digits[] = "0123456789";
    const char *low = title + strcspn(title, digits);
    while (*low != '\0') {
        const char *behind = low + strspn(low, digits);
        const char *high = behind + strcspn(behind, digits);
        size_t size = strspn(high, digits);
        int end = size == 1 ? high[0] - '0' : size == 2 && memcmp(high, "10", 2) == 0 ? 10 : 0;
        bool starts = behind - low == 1 && (*low == '0' || *low == '1');
        bool date = high[size] == '-' && text_is_digit(high[size + 1]);
        if (starts && end >= 3 && !date && joins_ends(behind, high)) {
            return end;
        }
        low = high;
    }
    return 0;
}

static bool is_free(const struct column *column)
{
    return column->role == ROLE_NONE || column->role == ROLE_REMARK || column->role == ROLE_CONSENT;
}

/* Where a question asks for a number, who answers "n.v.t." does not make it another question. */
static bool mostly_grades(const struct profile *p)
{
    return p->grades > 0 && p->grades * 10 >= (p->filled - p->silent) * 9;
}

/* "G1Q1", "Q02[SQ001]": LimeSurvey's code instead of the question. Grades below it are grades; ones
 * and twos may be anything. */
static bool is_code_with_grades(const struct column *column)
{
    const char *s = column->title;
    size_t letters = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    bool code = letters > 0 && letters <= 5 && text_is_digit(s[letters]) && strchr(s, ' ') == NULL;
    return code && mostly_grades(&column->profile) && column->profile.highest > 2;
}

static bool is_opinion_column(const struct reading *reading, const struct plan *plan,
                              const struct column *column)
{
    const struct profile *p = &column->profile;
    const char *plain = column->heading.plain;
    if (!is_free(column) || column->session || *plain == '\0') {
        return false;
    }
    if (p->filled >= 1 && profile_mostly(p, p->scale)) {
        return true;
    }
    if (reading->format->format == FORMAT_LIMESURVEY && is_code_with_grades(column)) {
        return true;
    }
    if (plan->foreign && mostly_grades(p) && p->highest > 2) {
        return true; /* nobody here can read the question */
    }
    bool asks = asks_grade(plain) || asks_recommendation(plain);
    return asks ? p->filled == p->silent || mostly_grades(p)
                : scale_named(column->title) > 0 && mostly_grades(p);
}

bool question_is_evaluation(const struct reading *reading, const struct plan *plan)
{
    bool form = (reading->format->traits & TRAIT_FORM) != 0;
    if (plan->sessions_across || (reading->format->traits & TRAIT_PRESENCE) ||
        plan->at[ROLE_JOINED] != NO_COLUMN || plan->at[ROLE_ATTENDED] != NO_COLUMN ||
        plan->at[ROLE_REG_MAIL] != NO_COLUMN || plan->at[ROLE_TICKET] != NO_COLUMN ||
        plan->at[ROLE_ORDER_ID] != NO_COLUMN || plan->at[ROLE_REGISTRATION_ID] != NO_COLUMN) {
        return false;
    }
    int session = plan->at[ROLE_SESSION];
    bool chooses = session != NO_COLUMN && chooses_session(&plan->columns[session]);
    size_t opinions = 0;
    size_t questions = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct column *column = &plan->columns[i];
        opinions += is_opinion_column(reading, plan, column);
        questions += is_free(column) && asks_opinion(column->heading.plain);
    }
    bool person = plan->at[ROLE_NAME] != NO_COLUMN || plan->at[ROLE_FIRST] != NO_COLUMN ||
                  plan->at[ROLE_LAST] != NO_COLUMN || plan->at[ROLE_MAIL] != NO_COLUMN;
    if (chooses || (plan->at[ROLE_STATUS] != NO_COLUMN && !form && person)) {
        return false; /* the status of nobody is that of a form */
    }
    if (opinions > 0) {
        return true;
    }
    bool judged = session != NO_COLUMN && form;
    /* LimeSurvey and anonymous forms without a grade are still about opinions when nobody could
     * sign up with them. */
    return form && (questions > 0 || (judged && !person) || (!person && plan->count > 3));
}

/* -- kinds of questions ----------------------------------------------------------------------- */

/* Words with which a question asks for free text, whatever few answers repeat. */
static bool asks_text(const char *plain)
{
    static const char *const stems[] = {
        "wat",  "waarom", "hoe", "toelichting", "opmerking", "suggestie",   "tips",
        "what", "why",    "how", "comment",     "remark",    "verwachting", "leervraag"};
    return ANY(plain, stems);
}

static bool is_choice(const struct column *column)
{
    const struct profile *p = &column->profile;
    size_t distinct = intern_count(p->values);
    if (asks_text(column->heading.plain) && p->bytes > p->filled * 12) {
        return false;
    }
    return p->filled >= 4 && distinct * 2 <= p->filled && distinct <= CHOICES_MOST &&
           p->bytes <= p->filled * CHOICE_BYTES;
}

static void set_scale(struct question *question, const struct column *column)
{
    const struct profile *p = &column->profile;
    const char *title = column->title;
    bool stars = heading_has_stems(column->heading.plain, "sterren") ||
                 heading_has_stems(column->heading.plain, "stars");
    bool to_ten = strstr(title, "10") != NULL || strstr(title, "cijfer") != NULL;
    bool small = p->filled >= 3 && p->highest <= 5 && p->small == p->filled;
    int named = scale_named(title);
    if (named == 0) {
        named = stars || (!to_ten && small) ? 5 : 10;
    }
    /* What was answered is surer than what the heading says. */
    bool likert = named < 10 && (p->numbers == 0 || p->highest <= named);
    question->scale_low = 1;
    question->scale_high = likert ? named : 10;
    question->kind = likert ? QUESTION_LIKERT : QUESTION_GRADE;
}

static struct question question_of(const struct column *column, int number)
{
    const struct profile *p = &column->profile;
    const char *plain = column->heading.plain;
    struct question question = {.column = number, .kind = QUESTION_OPEN, .text = column->title};
    if (column->role == ROLE_CONSENT && p->bytes <= p->filled * CHOICE_BYTES) {
        question.kind = QUESTION_CONSENT;
    } else if (profile_mostly(p, p->scale)) {
        question.kind = QUESTION_LIKERT;
        question.scale_low = 1;
        question.scale_high = 5;
    } else if (asks_recommendation(plain) && (p->filled == p->silent || mostly_grades(p))) {
        question.kind = QUESTION_NPS;
        question.scale_high = 10;
    } else if ((asks_grade(plain) && (p->filled == p->silent || mostly_grades(p))) ||
               (profile_mostly(p, p->grades) && p->numbers > 0)) {
        question.kind = QUESTION_GRADE;
        set_scale(&question, column);
    } else if (is_choice(column)) {
        question.kind = QUESTION_CHOICE;
    }
    return question;
}

void question_find(struct reading *reading, struct plan *plan)
{
    struct source *source = reading->source;
    plan->asked = arena_alloc_array(reading->arena, plan->count, sizeof *plan->asked);
    plan->asked_count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        bool wanted = plan->kind == PLAN_EVALUATION
                          ? is_free(column)
                          : column->role == ROLE_REMARK || column->role == ROLE_CONSENT ||
                                (column->role == ROLE_NONE && asks_remark(column->heading.plain));
        if (!wanted || column->session || text_is_blank(column->title)) {
            continue;
        }
        struct question question = question_of(column, (int)i + 1);
        if (plan->kind != PLAN_EVALUATION && question.kind != QUESTION_CONSENT) {
            question.kind = QUESTION_OPEN;
        }
        /* The same heading in a second table of the file is the same question. */
        size_t known = 0;
        while (known < source->question_count &&
               (source->questions[known].column != question.column ||
                strcmp(source->questions[known].text, question.text) != 0)) {
            known++;
        }
        column->question = (uint32_t)known;
        plan->asked[plan->asked_count++] = i;
        if (known == source->question_count) {
            source->questions = arena_grow(reading->keep, source->questions, known, known + 1,
                                           sizeof *source->questions);
            question.text = arena_strdup(reading->keep, question.text);
            source->questions[known] = question;
            source->question_count++;
        }
        column->list = column->profile.lists * 2 > column->profile.filled;
    }
}

/* -- answers ---------------------------------------------------------------------------------- */

static void read_number(struct reading *reading, const struct question *question,
                        const struct record *record, const char *text, struct answer_cell *answer)
{
    enum cleaned cleaned = CLEANED_BAD;
    if (question->kind == QUESTION_LIKERT) {
        cleaned = likert_read(reading->scratch, text, &answer->number);
    }
    if (cleaned == CLEANED_BAD) {
        cleaned = grade_read(reading->scratch, text, &answer->number);
    }
    if (cleaned == CLEANED_BAD) {
        reading_find(reading, FINDING_CELL_GRADE_UNREADABLE, record->line, question->column,
                     question->text);
    } else if (cleaned == CLEANED) {
        double low = question->kind == QUESTION_NPS ? 0 : question->scale_low;
        answer->has_number = answer->number >= low && answer->number <= question->scale_high;
        if (!answer->has_number) {
            reading_find(reading, FINDING_CELL_OUT_OF_RANGE, record->line, question->column,
                         question->text);
        }
    }
}

/* "Ja, met naam" is a yes; "Nee" and everything else is none. */
static bool says_yes(struct arena *scratch, const char *text)
{
    bool yes;
    if (mark_read(scratch, text, &yes) == CLEANED) {
        return yes;
    }
    char a = text_lower_char(text[0]);
    char b = a == '\0' ? '\0' : text_lower_char(text[1]);
    bool yes_word = a == 'y' && b == 'e';
    return (a == 'j' && b == 'a' && !text_is_digit(text[2])) || yes_word ||
           text_starts_with(text, "Akkoord") || text_starts_with(text, "akkoord");
}

const struct answer_cell *question_answers(struct reading *reading, const struct plan *plan,
                                           const struct record *record, size_t *count)
{
    *count = 0;
    struct answer_cell *answers = NULL;
    for (size_t k = 0; k < plan->asked_count && plan->asked[k] < record->count; k++) {
        size_t i = plan->asked[k];
        const struct column *column = &plan->columns[i];
        if (text_is_blank(record->cells[i])) {
            continue;
        }
        if (answers == NULL) {
            answers = arena_alloc_array(reading->scratch, plan->asked_count, sizeof *answers);
        }
        const struct question *question = &reading->source->questions[column->question];
        struct answer_cell *answer = &answers[(*count)++];
        struct sized cell = reading_sized_at(record, i);
        answer->question = column->question & (QUESTION_NOT >> 2); /* any but QUESTION_NOT fits */
        answer->text = reading_trimmed(reading, cell);
        answer->size =
            answer->text == cell.text && cell.size < UINT32_MAX ? (uint32_t)cell.size : 0;
        if (question->kind == QUESTION_CONSENT) {
            answer->has_number = true;
            answer->number = says_yes(reading->scratch, answer->text);
        } else if (question->kind == QUESTION_GRADE || question->kind == QUESTION_NPS ||
                   question->kind == QUESTION_LIKERT) {
            read_number(reading, question, record, answer->text, answer);
        } else if (question->kind == QUESTION_OPEN && answer->size > 0) {
            answer->original = reading_original(reading, record, answer->text, answer->size);
            answer->lent = answer->original != NULL;
        }
    }
    return answers;
}
