/* json: see json.h. Strings are UTF-8 and written as such; control characters are escaped. */
#include "engine/base/json.h"

#include <math.h>

#include "engine/base/number.h"

struct json json_create(struct text *text)
{
    return (struct json){.text = text};
}

static void before_value(struct json *json)
{
    if (json->after_value) {
        text_add_char(json->text, ',');
    }
    json->after_value = true;
}

void json_begin(struct json *json, char bracket)
{
    before_value(json);
    text_add_char(json->text, bracket);
    json->after_value = false;
    json->depth++;
}

void json_end(struct json *json, char bracket)
{
    text_add_char(json->text, bracket);
    json->after_value = true;
    json->depth--;
}

static void write_string(struct json *json, const char *string)
{
    text_add_char(json->text, '"');
    for (const char *c = string; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\') {
            text_add_char(json->text, '\\');
            text_add_char(json->text, *c);
        } else if (byte == '\n') {
            text_add(json->text, "\\n");
        } else if (byte < 0x20 || byte == 0x7F) {
            text_printf(json->text, "\\u%04x", byte);
        } else {
            text_add_char(json->text, *c);
        }
    }
    text_add_char(json->text, '"');
}

void json_key(struct json *json, const char *key)
{
    before_value(json);
    write_string(json, key);
    text_add_char(json->text, ':');
    json->after_value = false;
}

void json_string(struct json *json, const char *string)
{
    if (string == NULL) {
        json_null(json);
        return;
    }
    before_value(json);
    write_string(json, string);
}

void json_number(struct json *json, double value)
{
    if (!isfinite(value)) {
        json_null(json);
        return;
    }
    char text[NUMBER_TEXT];
    number_write(value, text);
    before_value(json);
    text_add(json->text, text);
}

void json_integer(struct json *json, long long value)
{
    before_value(json);
    char number[NUMBER_TEXT];
    number_write_integer(value, number);
    text_add(json->text, number);
}

void json_bool(struct json *json, bool value)
{
    before_value(json);
    text_add(json->text, value ? "true" : "false");
}

void json_null(struct json *json)
{
    before_value(json);
    text_add(json->text, "null");
}

void json_newline(struct json *json)
{
    if (json->after_value) {
        text_add(json->text, ",\n");
        json->after_value = false;
    } else {
        text_add_char(json->text, '\n');
    }
}
