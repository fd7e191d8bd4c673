/* json: writes JSON into a text, one value after the other; commas come by themselves.
 *
 *     struct json json = json_create(&text);
 *     json_begin(&json, '[');
 *     json_begin(&json, '{'); json_key(&json, "id"); json_string(&json, "people.attended");
 *     json_key(&json, "value"); json_number(&json, 412); json_end(&json, '}');
 *     json_end(&json, ']');
 */
#ifndef ENGINE_BASE_JSON_H
#define ENGINE_BASE_JSON_H

#include <stdbool.h>

#include "engine/base/text.h"

struct json {
    struct text *text;
    bool after_value; /* a value stands before: the next one needs a comma */
    int depth;
};

struct json json_create(struct text *text);
void json_begin(struct json *json, char bracket); /* '[' or '{' */
void json_end(struct json *json, char bracket);   /* ']' or '}' */
void json_key(struct json *json, const char *key);
void json_string(struct json *json, const char *string); /* NULL gives null */
void json_number(struct json *json, double value);       /* not finite gives null */
void json_integer(struct json *json, long long value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
/* A line break between the rows of an array, for readable files. */
void json_newline(struct json *json);

#endif
