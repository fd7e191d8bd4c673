/* comparison_words: what comparisons say in words (comparison_provider.h). */
#include "engine/command/comparison_provider.h"

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

const char *comparison_verdict_word(enum comparable verdict, enum language language)
{
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
        [ASPECT_MINUTES] = {"Minuten om deelnemer te zijn", "Minutes to be an attendee"},
        [ASPECT_MATCH] = {"Namen herkennen", "Recognising names"},
        [ASPECT_COVERAGE] = {"Sessies met een aanwezigheidslijst",
                             "Sessions with an attendance list"},
        [ASPECT_LAYOUT] = {"Jaar van de inwoners", "Year of the residents"},
        [ASPECT_OWN_POPULATION] = {"Bron van de inwoners", "Source of the residents"},
        [ASPECT_GRADE_QUESTION] = {"Vraag naar een cijfer", "Question for a grade"},
        [ASPECT_NPS_QUESTION] = {"Vraag naar aanbevelen", "Question for a recommendation"},
    };
    return words[aspect][language];
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
    const char *text = NULL;
    switch (aspect) {
    case ASPECT_MINUTES:
        return arena_printf(arena, "%lld", (long long)query_at(facts, 0, "minutes")->integer);
    case ASPECT_MATCH:
        text = query_at(facts, 0, "match")->text;
        break;
    case ASPECT_COVERAGE:
        return arena_printf(arena, nl ? "%lld van %lld" : "%lld of %lld",
                            (long long)query_at(facts, 0, "measured")->integer,
                            (long long)query_at(facts, 0, "held")->integer);
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
    /* A heading of a form may hold a name: that the wording differs is said by the verdict, the
     * wording itself stays inside. */
    case ASPECT_GRADE_QUESTION:
        return asked(query_at(facts, 0, "grade_question")->text, nl);
    case ASPECT_NPS_QUESTION:
        return asked(query_at(facts, 0, "nps_question")->text, nl);
    case ASPECTS:
        break;
    }
    return text == NULL ? (nl ? "niet gevraagd" : "not asked") : text;
}
