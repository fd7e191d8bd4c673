/* submission: the fields of an entry form, filled from the chapters of the submission: their text
 * to paste, their length, and what is wrong with them. */
#ifndef ENGINE_DOSSIER_SUBMISSION_H
#define ENGINE_DOSSIER_SUBMISSION_H

#include "engine/dossier/outputs.h"
#include "engine/dossier/profile.h"
#include "reports/model/report.h"

enum field_state { FIELD_GOOD, FIELD_EMPTY, FIELD_TOO_LONG, FIELD_NOT_REQUIRED };

struct submission_field {
    const struct profile_field *field;
    struct bytes text;
    size_t characters;
    enum field_state state;
};

struct submission {
    const struct profile *profile;
    struct submission_field fields[PROFILE_FIELDS];
    size_t too_long; /* fields that the form would cut */
};

/* Measures the fields in a report that was built from the template of the submission. */
void submission_measure(struct arena *arena, const struct profile *profile,
                        const struct report *report, struct submission *submission);
/* "127 tekens te veel", "ontbreekt", "past", in the language. */
const char *submission_state(struct arena *arena, const struct submission_field *field,
                             enum language language);
/* What to do about a field that is not good; NULL when it is. */
const char *submission_remedy(struct arena *arena, const struct submission_field *field,
                              enum language language);
/* submission/01-title.txt and so on, and submission/velden.csv with their lengths. */
void submission_files(struct outputs *outputs, const struct submission *submission,
                      enum language language);

#endif
