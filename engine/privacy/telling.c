/* telling: see telling.h. */
#include "engine/privacy/telling.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/text.h"

/* Blanks and the no-break space. */
static size_t blanks_at(const char *s)
{
    size_t i = 0;
    for (;;) {
        if (s[i] == ' ' || s[i] == '\t') {
            i++;
        } else if (s[i] == '\xC2' && s[i + 1] == '\xA0') {
            i += 2;
        } else {
            return i;
        }
    }
}

static bool begins_ignoring_case(const char *s, const char *word)
{
    while (*word != '\0' && text_lower_char(*s) == *word) {
        s++;
        word++;
    }
    return *word == '\0';
}

/* -- mail and accounts ---------------------------------------------------------------------------
 */

static bool is_mail_char(char c)
{
    return text_is_digit(c) || text_is_letter(c) || (c != '\0' && strchr(".-_+'", c) != NULL) ||
           (unsigned char)c >= 0x80;
}

/* The @ between the two halves, with what people write for it. */
static size_t at_sign(const char *s, bool *written)
{
    static const char *const words[] = {
        "(at)", "[at]",           "{at}", " at ", "(a)", "(apenstaartje)",
        "[a]",  " apenstaartje ", "<at>", "(@)",  "[@]"};
    *written = false;
    size_t blank = blanks_at(s);
    if (s[blank] == '@') {
        return blank + 1 + blanks_at(s + blank + 1);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t skip = words[i][0] == ' ' ? 0 : blank;
        if (begins_ignoring_case(s + skip, words[i])) {
            *written = true;
            size_t size = skip + strlen(words[i]);
            return size + blanks_at(s + size);
        }
    }
    return 0;
}

/* A domain: words with points between them, of which people write some as "punt" or "dot". */
static size_t domain_at(const char *s, bool *has_point)
{
    size_t end = 0;
    *has_point = false;
    for (size_t i = 0;;) {
        size_t word = i;
        while (is_mail_char(s[word]) && s[word] != '.') {
            word++;
        }
        if (word == i) {
            return end;
        }
        *has_point |= end > 0;
        end = word;
        if (s[word] == '.') {
            i = word + 1;
            continue;
        }
        static const char *const points[] = {" punt ", " dot ", "(punt)",
                                             "[punt]", "(dot)", "[dot]"};
        size_t p = 0;
        while (p < sizeof points / sizeof *points && !begins_ignoring_case(s + word, points[p])) {
            p++;
        }
        if (p == sizeof points / sizeof *points) {
            return end;
        }
        i = word + strlen(points[p]);
    }
}

/* The longest name before an @: 64 bytes by RFC 5321, and room for letters of several bytes. What
 * is longer is no address; asking for its end from each of its words would take for ever. */
enum { LOCAL_MOST = 256 };

size_t telling_mail(const char *s)
{
    size_t local = 0;
    while (local <= LOCAL_MOST && is_mail_char(s[local])) {
        local++;
    }
    bool written;
    size_t sign = local == 0 ? 0 : at_sign(s + local, &written);
    if (sign == 0) {
        return 0;
    }
    bool has_point;
    size_t domain = domain_at(s + local + sign, &has_point);
    while (domain > 0 && s[local + sign + domain - 1] == '\'') {
        domain--;
    }
    bool close = s[local] == '@' && sign == 1;
    return domain > 0 && (close || has_point) ? local + sign + domain : 0;
}

/* What stands before the name of a site: "https://www.nl." */
enum { PREFIX_MOST = 64 };

static bool is_page_char(char c)
{
    return (unsigned char)c > ' ' && strchr("<>()\"", c) == NULL;
}

size_t telling_account(const char *s)
{
    if (*s == '@') {
        size_t size = 1;
        while (text_is_digit(s[size]) || text_is_letter(s[size]) || s[size] == '_') {
            size++;
        }
        return size > 3 ? size : 0;
    }
    static const char *const pages[] = {"linkedin.com/in/", "twitter.com/", "x.com/",
                                        "facebook.com/", "instagram.com/"};
    for (size_t i = 0; i < PREFIX_MOST && is_page_char(s[i]); i++) {
        for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
            if (begins_ignoring_case(s + i, pages[p])) {
                i += strlen(pages[p]);
                while (is_page_char(s[i])) {
                    i++;
                }
                return i;
            }
        }
    }
    return 0;
}

/* -- bank accounts -------------------------------------------------------------------------------
 */

/* The two letters of the country and the two digits behind them; 0 when they are not there. */
static size_t iban_start(const char *s)
{
    bool capitals = s[0] <= 'Z';
    if (!text_is_letter(s[0]) || !text_is_letter(s[1]) || (s[1] <= 'Z') != capitals) {
        return 0;
    }
    size_t i = 2 + (s[2] == ' ');
    return text_is_digit(s[i]) && text_is_digit(s[i + 1]) ? i + 2 : 0;
}

size_t telling_iban(const char *s)
{
    size_t start = iban_start(s);
    bool capitals = s[0] <= 'Z';
    size_t digits = 2;
    size_t letters = 0;
    size_t end = 0;
    for (size_t i = start; start > 0 && s[i] != '\0' && digits + letters < 32; i++) {
        bool digit = text_is_digit(s[i]);
        bool letter = text_is_letter(s[i]) && (s[i] <= 'Z') == capitals && digits < 8;
        if (!digit && !letter && strchr(" .-", s[i]) == NULL) {
            break;
        }
        digits += digit;
        letters += letter;
        end = digit ? i + 1 : end;
    }
    while (end > 0 && text_is_digit(s[end])) {
        end++; /* more than any account has: no tail of it stays */
    }
    bool with_bank = letters >= 2 && letters <= 6 && digits >= 9;
    return with_bank || (letters == 0 && capitals && digits >= 14) ? end : 0;
}

/* -- postcode and street -------------------------------------------------------------------------
 */

/* Words of two letters that may follow a year or a number. */
static bool is_short_word(char a, char b)
{
    static const char words[] = "in is en op de te om of er we ze je ik al zo na nu af ca pm bv nv "
                                "km cm mm kg jr ja to or at on as an by";
    char word[4] = {text_lower_char(a), text_lower_char(b), '\0', '\0'};
    const char *at = strstr(words, word);
    return at != NULL && (at - words) % 3 == 0;
}

/* A house number with its addition: 12, 12a, 12-3, 12 bis. */
static size_t house_number_at(const char *s)
{
    static const char *const words[] = {"huisnummer", "huisnr.", "huisnr", "nummer",
                                        "nr.",        "nr",      "no."};
    size_t i = 0;
    while (s[i] == ' ' || s[i] == ',') {
        i++;
    }
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (begins_ignoring_case(s + i, words[w])) {
            i += strlen(words[w]);
            i += blanks_at(s + i);
            break;
        }
    }
    size_t digits = 0;
    while (text_is_digit(s[i + digits])) {
        digits++;
    }
    if (digits == 0 || digits > 5) {
        return 0;
    }
    i += digits;
    if (text_is_letter(s[i]) && !text_is_letter(s[i + 1])) {
        i++;
    } else if ((s[i] == '-' || s[i] == '/') && text_is_digit(s[i + 1])) {
        i++;
        while (text_is_digit(s[i])) {
            i++;
        }
    }
    return i;
}

size_t telling_postcode(const char *s)
{
    for (int i = 0; i < 4; i++) {
        if (!text_is_digit(s[i])) {
            return 0;
        }
    }
    if (s[0] == '0') {
        return 0;
    }
    size_t blank = blanks_at(s + 4);
    size_t i = 4 + blank;
    if (blank > 2 || !text_is_letter(s[i]) || !text_is_letter(s[i + 1]) ||
        text_is_letter(s[i + 2]) || (unsigned char)s[i + 2] >= 0x80) {
        return 0;
    }
    bool capitals = s[i] <= 'Z' && s[i + 1] <= 'Z';
    size_t house = house_number_at(s + i + 2);
    if (blank > 0 && !capitals && (house == 0 || is_short_word(s[i], s[i + 1]))) {
        return 0; /* "2023 in": an ordinary word */
    }
    return i + 2 + house;
}

/* Longer than the name of any street that is one word. */
enum { STREET_MOST = 128 };

size_t telling_street(const char *s)
{
    static const char *const ends[] = {
        "straat",    "laan", "gracht", "kade", "singel",    "dreef", "steeg", "plein",
        "plantsoen", "weg",  "hof",    "dijk", "boulevard", "pad",   "park",  "straatje"};
    if (*s < 'A' || *s > 'Z') {
        return 0;
    }
    size_t size = 0;
    while (size <= STREET_MOST &&
           (text_is_letter(s[size]) || s[size] == '-' || (unsigned char)s[size] >= 0x80)) {
        size++;
    }
    bool street = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !street; i++) {
        size_t end = strlen(ends[i]);
        street = size > end + 2 && memcmp(s + size - end, ends[i], end) == 0;
    }
    size_t blank = blanks_at(s + size);
    if (!street || blank == 0 || !text_is_digit(s[size + blank])) {
        return 0;
    }
    size_t house = house_number_at(s + size);
    return house == 0 || text_is_digit(s[size + house]) || text_is_letter(s[size + house])
               ? 0
               : size + house;
}

/* -- numbers -------------------------------------------------------------------------------------
 */

enum { GROUPS = 8 };

/* Digits as they stand in groups, and the first nine of them as one number. */
struct digits {
    size_t count, groups, longest;
    size_t group[GROUPS];
    char first[16];
    bool only_points, blanks;
};

static bool is_separator(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '_';
}

/* A separator between groups: up to three signs of blank, hyphen, dash, point, slash, bracket. */
static size_t separator_at(const char *s)
{
    size_t i = 0;
    for (int signs = 0; signs < 3; signs++) {
        if (is_separator(s[i])) {
            i++;
        } else if (s[i] == '\xC2' && s[i + 1] == '\xA0') {
            i += 2;
        } else if (s[i] == '\xE2' && s[i + 1] == '\x80' &&
                   (s[i + 2] == '\x93' || s[i + 2] == '\x91')) {
            i += 3;
        } else {
            break;
        }
    }
    return i;
}

/* Digits after which no further group is read: more than any number has that is written in groups.
 */
enum { DIGITS_MOST = 64 };

/* Reads groups from s; the end of the last one, and of the first. */
static size_t read_digits(const char *s, struct digits *digits, size_t *first_end)
{
    size_t i = 0;
    size_t end = 0;
    memset(digits, 0, sizeof *digits);
    digits->only_points = true;
    *first_end = 0;
    for (;;) {
        size_t run = 0;
        while (text_is_digit(s[i + run])) {
            if (digits->count + run < sizeof digits->first - 1) {
                digits->first[digits->count + run] = s[i + run];
            }
            run++;
        }
        if (run == 0) {
            return end;
        }
        if (digits->groups < GROUPS) {
            digits->group[digits->groups++] = run;
        }
        digits->count += run;
        digits->longest = run > digits->longest ? run : digits->longest;
        i += run;
        end = i;
        *first_end = *first_end == 0 ? end : *first_end;
        size_t gap = separator_at(s + i);
        if (gap == 0 || !text_is_digit(s[i + gap]) || digits->count > DIGITS_MOST) {
            return end;
        }
        digits->only_points &= gap == 1 && s[i] == '.';
        i += gap;
    }
}

/* The test of a Dutch social security number: 9 a + 8 b + ... + 2 h - i is a multiple of eleven. */
static bool passes_eleven(const char *digits, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < 9; i++) {
        int digit =
            i + count < 9 ? 0 : digits[i + count - 9] - '0'; /* of eight digits the first is 0 */
        sum += digit * (i == 8 ? -1 : 9 - (int)i);
    }
    return sum % 11 == 0;
}

/* 10.000.000: an amount in thousands. */
static bool is_in_thousands(const struct digits *digits)
{
    bool threes = digits->groups > 1 && digits->group[0] <= 3;
    for (size_t i = 1; i < digits->groups; i++) {
        threes = threes && digits->group[i] == 3;
    }
    return threes && digits->only_points;
}

/* Groups as people write a social security number: 123 456 782, 1234 56 782, 123-45-6782. */
static bool is_grouped_as_bsn(const struct digits *digits)
{
    static const size_t forms[][4] = {{3, 3, 3}, {4, 2, 3}, {3, 2, 4},
                                      {2, 3, 4}, {4, 5},    {2, 2, 2, 3}};
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t k = 0;
        while (k < 4 && k < digits->groups && forms[f][k] == digits->group[k]) {
            k++;
        }
        if (k == digits->groups && (k == 4 || forms[f][k] == 0)) {
            return true;
        }
    }
    return false;
}

static bool is_long(const struct digits *digits)
{
    if (digits->longest >= 8) {
        return true;
    }
    if (digits->count == 9 && is_grouped_as_bsn(digits) && passes_eleven(digits->first, 9)) {
        return true;
    }
    bool pointed = digits->only_points && digits->groups > 1 && !is_in_thousands(digits);
    return pointed && (digits->count == 8 || digits->count == 9) && digits->group[0] >= 3;
}

/* +31 (0)6 12345678, 0031..., 06..., (030)..., 31612345678, and a mobile number without its 0. */
static bool is_telephone(const char *s, const struct digits *digits)
{
    bool calls = *s == '+' || *s == '(' || *s == '0';
    bool mobile = digits->count == 9 && digits->first[0] == '6' && digits->groups > 1 &&
                  digits->group[0] == 1;
    bool country = digits->count == 11 && memcmp(digits->first, "31", 2) == 0;
    return (calls && digits->count >= 9 && digits->count <= 15) || mobile || country;
}

size_t telling_number(const char *s, enum telling_number *kind)
{
    size_t lead = strspn(s, "+(");
    if (!text_is_digit(s[lead]) || lead > 2) {
        return 0;
    }
    struct digits digits;
    size_t first_end;
    size_t end = read_digits(s + lead, &digits, &first_end);
    *kind = is_telephone(s, &digits) ? TELLING_TELEPHONE
            : is_long(&digits)       ? TELLING_LONG
                                     : TELLING_NOTHING;
    return lead + (*kind == TELLING_NOTHING ? first_end : end);
}
