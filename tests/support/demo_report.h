/* demo_report: a report of an invented edition with everything in it that a report can hold, for
 * the tests of the renderers. Numbers are realistic and mean nothing. */
#ifndef TESTS_SUPPORT_DEMO_REPORT_H
#define TESTS_SUPPORT_DEMO_REPORT_H

#include "reports/model/report.h"

struct report demo_report(struct arena *arena, enum language language);

#endif
