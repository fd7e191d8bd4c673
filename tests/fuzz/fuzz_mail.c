/* Any cell gives an address with one @ and no blank, or none; cleaning it again changes nothing. */
#include <string.h>

#include "engine/clean/mail.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    const char *mail;
    enum cleaned cleaned = mail_read(arena, text_of(arena, data, size), &mail);
    LAW((cleaned == CLEANED) == (mail != NULL));
    if (mail != NULL) {
        const char *again;
        LAW(strchr(mail, '@') != NULL && strchr(mail, ' ') == NULL);
        LAW(mail_read(arena, mail, &again) == CLEANED && strcmp(mail, again) == 0);
    }
    return fuzz_done(arena);
}
