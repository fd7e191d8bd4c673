/* domain: see domain.h. The table is sorted; lookups are binary. */
#include "engine/resolve/domain.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"

struct domain_table {
    const struct table_domain *rows; /* by domain */
    size_t count;
};

struct domain_table *domain_table_create(struct arena *arena, const struct reference_tables *tables)
{
    struct domain_table *table = arena_alloc(arena, sizeof *table);
    table->rows = tables->domains;
    table->count = tables->domain_count;
    return table;
}

/* Mailboxes of providers; they tell where somebody reads mail, not where he works. */
static const char *const private_domains[] = {
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.nl",
    "outlook.com",
    "outlook.nl",
    "live.nl",
    "live.com",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "yahoo.com",
    "yahoo.nl",
    "ymail.com",
    "aol.com",
    "gmx.com",
    "gmx.net",
    "gmx.de",
    "web.de",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "kpnmail.nl",
    "kpnplanet.nl",
    "planet.nl",
    "hetnet.nl",
    "home.nl",
    "ziggo.nl",
    "casema.nl",
    "chello.nl",
    "upcmail.nl",
    "quicknet.nl",
    "zeelandnet.nl",
    "xs4all.nl",
    "solcon.nl",
    "telfort.nl",
    "tele2.nl",
    "online.nl",
    "caiway.nl",
    "caiway.net",
    "freeler.nl",
    "zonnet.nl",
    "versatel.nl",
    "multiweb.nl",
    "onsbrabantnet.nl",
    "onsneteindhoven.nl",
    "delta.nl",
    "t-mobilethuis.nl",
    "odido.nl",
    "wxs.nl",
    "tiscali.nl",
    "wanadoo.nl",
    "orange.nl",
    "12move.nl",
    "vodafonethuis.nl",
    "vodafone.nl",
    "kabelfoon.nl",
    "kabelnoord.nl",
    "skynet.be",
    "telenet.be",
    "proximus.be",
    "mail.com",
    "zoho.com",
    "fastmail.com",
    "hey.com",
    "tutanota.com",
    "duck.com",
    "ziggomail.nl",
    "filternet.nl",
    "live.be",
    "hotmail.be",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "rocketmail.com",
};

bool domain_is_private(const char *domain)
{
    for (size_t i = 0; i < sizeof private_domains / sizeof private_domains[0]; i++) {
        if (strcmp(domain, private_domains[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct table_domain *)row)->domain);
}

const struct table_domain *domain_table_find(const struct domain_table *table, const char *domain)
{
    while (strchr(domain, '.') != NULL && !domain_is_private(domain)) {
        const struct table_domain *found =
            bsearch(domain, table->rows, table->count, sizeof *table->rows, compare);
        if (found != NULL) {
            return found;
        }
        domain = strchr(domain, '.') + 1;
    }
    return NULL;
}

static bool is_domain_char(char c)
{
    return (c >= 'a' && c <= 'z') || text_is_digit(c) || c == '-' || c == '.';
}

static bool is_top_level(const char *label)
{
    static const char *const labels[] = {"nl", "com",  "org", "net", "eu",  "be",        "frl",
                                         "de", "info", "nu",  "gov", "edu", "amsterdam", "tech"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (strcmp(label, labels[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *domain_of(struct arena *scratch, const char *word, size_t size)
{
    char *lower = text_lower_ascii(scratch, arena_copy(scratch, word, size));
    char *at = strrchr(lower, '@');
    char *start = at != NULL ? at + 1 : lower;
    bool address = at != NULL && at > lower;
    char *scheme = strstr(start, "://");
    if (scheme != NULL) {
        start = scheme + 3;
    }
    if (strncmp(start, "www.", 4) == 0) {
        start += 4;
    }
    size_t length = 0;
    while (is_domain_char(start[length])) {
        length++;
    }
    char end = start[length];
    while (length > 0 && (start[length - 1] == '.' || start[length - 1] == '-')) {
        length--;
    }
    if (length < 4 || (end != '\0' && strchr("/:?#>)],;\"'", end) == NULL)) {
        return NULL;
    }
    start[length] = '\0';
    char *last = strrchr(start, '.');
    if (last == NULL || last == start || strlen(last + 1) < 2 ||
        (!address && scheme == NULL && !is_top_level(last + 1))) {
        return NULL;
    }
    return start;
}

void domain_take_out(struct arena *scratch, const char *text, const char **rest,
                     const char **domain)
{
    *rest = text;
    *domain = NULL;
    if (strchr(text, '@') == NULL && strchr(text, '.') == NULL) {
        return;
    }
    struct text kept = text_create(scratch);
    for (const char *s = text; *s != '\0';) {
        size_t blanks = strspn(s, " \t\r\n");
        text_add_bytes(&kept, s, blanks);
        s += blanks;
        size_t size = strcspn(s, " \t\r\n");
        const char *word = s;
        size_t inner = size;
        while (inner > 0 && strchr("<([\"'", *word) != NULL) {
            word++;
            inner--;
        }
        const char *found = inner > 3 ? domain_of(scratch, word, inner) : NULL;
        if (found == NULL) {
            text_add_bytes(&kept, s, size);
        } else if (*domain == NULL) {
            *domain = found;
        }
        s += size;
    }
    *rest = kept.bytes;
}
