/* language: the two languages of messages and reports. */
#ifndef ENGINE_BASE_LANGUAGE_H
#define ENGINE_BASE_LANGUAGE_H

enum language { LANGUAGE_NL, LANGUAGE_EN, LANGUAGES };

#endif
