/* date_tokens: see date_tokens.h. */
#include "engine/clean/date_tokens.h"

#include "engine/base/text.h"

size_t date_blank(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    if (text_is_blank_char(*s)) {
        return 1;
    }
    if (u[0] == 0xC2 && u[1] == 0xA0) {
        return 2;
    }
    bool thin = u[0] == 0xE2 && u[1] == 0x80 && (u[2] == 0xAF || u[2] == 0x89);
    return thin || (u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF) ? 3 : 0;
}

bool date_is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static const char *take_number(const char *s, struct date_token *token)
{
    token->kind = 'n';
    while (text_is_digit(*s)) {
        if (token->digits < 18) {
            token->number = token->number * 10 + (*s - '0');
        }
        token->digits++;
        s++;
    }
    return s;
}

static const char *take_word(const char *s, struct date_token *token)
{
    token->kind = 'w';
    size_t used = 0;
    while (date_is_word_byte(*s) && date_blank(s) == 0) {
        if (used < DATE_WORD - 1) {
            token->word[used++] = text_lower_char(*s);
        }
        s++;
    }
    token->word[used] = '\0';
    return s;
}

size_t date_tokens_read(const char *s, struct date_token *tokens)
{
    size_t count = 0;
    bool spaced = false;
    while (*s != '\0' && count < DATE_TOKENS) {
        size_t blank = date_blank(s);
        if (blank > 0) {
            spaced = true;
            s += blank;
            continue;
        }
        struct date_token *token = &tokens[count++];
        token->spaced = spaced;
        spaced = false;
        if (text_is_digit(*s)) {
            s = take_number(s, token);
        } else if (date_is_word_byte(*s)) {
            s = take_word(s, token);
        } else {
            token->kind = *s++;
        }
        token->end = s;
    }
    return *s == '\0' ? count : 0;
}
