/* figure: the words of doubt. */
#include "engine/record/figure.h"

#include <string.h>

static const char *const words[DOUBTS] = {"none", "choice", "bound", "model"};

static const char *const sentences[DOUBTS][LANGUAGES] = {
    {"Dit is een volledige telling.", "This is a full count."},
    {"Een andere redelijke keuze geeft een ander getal.",
     "Another reasonable choice gives another number."},
    {"Niet alles is bekend; dit zijn het minste en het meeste.",
     "Not everything is known; these are the least and the most."},
    {"Deze week is een van de vele weken die mogelijk waren.",
     "This week is one of many weeks that were possible."},
};

const char *doubt_word(enum doubt doubt)
{
    return words[doubt];
}

const char *doubt_sentence(enum doubt doubt, enum language language)
{
    return sentences[doubt][language];
}

bool doubt_of_word(const char *word, enum doubt *doubt)
{
    for (int i = 0; i < DOUBTS; i++) {
        if (strcmp(words[i], word) == 0) {
            *doubt = (enum doubt)i;
            return true;
        }
    }
    return false;
}
