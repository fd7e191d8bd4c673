/* demo_provider: figures and tables of an invented edition for the tests of templates. */
#ifndef TESTS_SUPPORT_DEMO_PROVIDER_H
#define TESTS_SUPPORT_DEMO_PROVIDER_H

#include "reports/model/template.h"

struct template_provider demo_provider(void);

#endif
