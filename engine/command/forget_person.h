/* forget_person: one person leaves one edition. What stays is that somebody was there: a keyed
 * tombstone in the store makes the rows of that address count without a pseudonym and without what
 * was written, now and whenever the files are read again. Exit 3 as long as files still hold them.
 * When no file about people is left, the store alone forgets: whoever it knows by that address. */
#ifndef ENGINE_COMMAND_FORGET_PERSON_H
#define ENGINE_COMMAND_FORGET_PERSON_H

#include "engine/command/run.h"
#include "engine/folder.h"

/* The edition as the store has it; no file is read (forget.c). False with run->error set. */
bool forget_open(struct run_context *run, const char *operand, struct folder *folder,
                 struct stored_edition *edition);
/* `mail` is the address as typed. False with run->error set. */
bool forget_person(struct run_context *run, FILE *out, const char *mail, const char *operand);

#endif
