/* comparison_words: what comparisons say in words (comparison_provider.h). */
#include "engine/dossier/comparison_provider.h"

#include <string.h>

const char *comparison_state_word(enum compared_state state, enum language language)
{
    static const char *const words[][LANGUAGES] = {
        [COMPARED_ABSENT] = {"", ""},
        [COMPARED_RETAINED] = {"bleef", "stayed"},
        [COMPARED_NEW] = {"nieuw", "new"},
        [COMPARED_LOST] = {"ging", "left"},
        [COMPARED_NOBODY] = {"gesplitst", "split"},
    };
    return words[state][language];
}

const char *comparison_verdict_word(enum compared_aspect aspect, enum comparable verdict,
                                    enum language language)
{
    /* The wording itself may hold a name and stays inside: two times "asked" needs a reason. */
    static const char *const worded[LANGUAGES] = {
        "in andere woorden gevraagd; lees het verschil met zorg",
        "asked in other words; read the difference with care"};
    bool question = aspect == ASPECT_GRADE_QUESTION || aspect == ASPECT_NPS_QUESTION;
    if (question && verdict == COMPARABLE_FLAGGED) {
        return worded[language];
    }
    static const char *const words[][LANGUAGES] = {
        [COMPARABLE_SAME] = {"gelijk", "the same"},
        [COMPARABLE_ADJUSTED] = {"anders; hiervoor is gecorrigeerd", "differs; adjusted for"},
        [COMPARABLE_FLAGGED] = {"anders; lees het verschil met zorg",
                                "differs; read the difference with care"},
        [COMPARABLE_REFUSED] = {"anders; wat hierop rust, is niet vergeleken",
                                "differs; what rests on it is not compared"},
    };
    return words[verdict][language];
}

const char *comparison_aspect_word(enum compared_aspect aspect, enum language language)
{
    static const char *const words[ASPECTS][LANGUAGES] = {
        [ASPECT_COUNTED] = {"Hoe geteld", "How counted"},
        [ASPECT_MINUTES] = {"Minuten om deelnemer te zijn", "Minutes to be an attendee"},
        [ASPECT_MATCH] = {"Namen herkennen", "Recognising names"},
        [ASPECT_ATTENDANCE] = {"Sessies met een aanwezigheidslijst",
                               "Sessions with an attendance list"},
        [ASPECT_REGISTRATION] = {"Sessies met een aanmeldlijst",
                                 "Sessions with a registration list"},
        [ASPECT_LAYOUT] = {"Jaar van inwoners en indeling", "Year of residents and layout"},
        [ASPECT_OWN_POPULATION] = {"Bron van de inwoners", "Source of the residents"},
        [ASPECT_MEMBERS] = {"Leden van samenwerkingsverbanden", "Members of partnerships"},
        [ASPECT_GRADE_QUESTION] = {"Vraag naar een cijfer", "Question for a grade"},
        [ASPECT_NPS_QUESTION] = {"Vraag naar aanbevelen", "Question for a recommendation"},
    };
    return words[aspect][language];
}

/* "42 van 43": sessions that have such a list, of all that were held. */
static const char *of_held(struct arena *arena, const struct query_table *facts, const char *name,
                           bool nl)
{
    return arena_printf(arena, nl ? "%lld van %lld" : "%lld of %lld",
                        (long long)query_at(facts, 0, name)->integer,
                        (long long)query_at(facts, 0, "held")->integer);
}

static const char *match_word(const char *match, bool nl)
{
    return strcmp(match, "exact") == 0   ? (nl ? "precies" : "exact")
           : strcmp(match, "alias") == 0 ? (nl ? "ook andere namen" : "other names too")
                                         : (nl ? "ook met typefouten" : "typing errors too");
}

static const char *asked(const char *wording, bool nl)
{
    if (wording == NULL) {
        return nl ? "niet gevraagd" : "not asked";
    }
    return nl ? "gevraagd" : "asked";
}

const char *comparison_aspect_value(struct arena *arena, const struct compared_edition *edition,
                                    enum compared_aspect aspect, enum language language)
{
    const struct query_table *facts = &edition->facts;
    bool nl = language == LANGUAGE_NL;
    switch (aspect) {
    case ASPECT_COUNTED:
        return query_at(facts, 0, "sessions")->integer > 0 ? (nl ? "uit lijsten" : "from lists")
               : query_at(facts, 0, "own_figures")->integer > 0
                   ? (nl ? "alleen opgave" : "published figures only")
                   : (nl ? "niet geteld" : "not counted");
    case ASPECT_MINUTES:
        return arena_printf(arena, "%lld", (long long)query_at(facts, 0, "minutes")->integer);
    case ASPECT_MATCH:
        return match_word(query_at(facts, 0, "match")->text, nl);
    case ASPECT_ATTENDANCE:
        return of_held(arena, facts, "measured", nl);
    case ASPECT_REGISTRATION:
        return of_held(arena, facts, "registered", nl);
    case ASPECT_LAYOUT:
        return arena_printf(arena, "%lld%s",
                            (long long)query_at(facts, 0, "population_year")->integer,
                            query_at(facts, 0, "population_provisional")->integer == 0 ? ""
                            : nl ? " (voorlopig)"
                                 : " (provisional)");
    case ASPECT_OWN_POPULATION:
        return query_at(facts, 0, "population_own")->integer == 0 ? "CBS"
               : nl                                               ? "eigen lijst"
                                                                  : "own list";
    case ASPECT_MEMBERS:
        return query_at(facts, 0, "members_year")->type == CELL_NULL
                   ? (nl ? "geen lijst nodig" : "no list needed")
                   : arena_printf(arena, nl ? "lijst van %lld" : "list of %lld",
                                  (long long)query_at(facts, 0, "members_year")->integer);
    /* A heading of a form may hold a name: that the wording differs is said by the verdict, the
     * wording itself stays inside. */
    case ASPECT_GRADE_QUESTION:
        return asked(query_at(facts, 0, "grade_question")->text, nl);
    case ASPECT_NPS_QUESTION:
        return asked(query_at(facts, 0, "nps_question")->text, nl);
    case ASPECTS:
        break;
    }
    return "";
}
