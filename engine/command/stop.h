/* stop: what happens when somebody presses Ctrl-C or the system asks the program to end.
 *
 * While the store is being written, the writing is undone first; while reports are being put in
 * place, that is done to the end. At any other moment there is nothing to undo, and the program
 * ends at once. Either way it ends by the signal, as whoever started it expects. A second signal
 * does not wait.
 */
#ifndef ENGINE_COMMAND_STOP_H
#define ENGINE_COMMAND_STOP_H

#include "engine/store/store.h"

/* Once, at the start of the program. */
void stop_listen(void);
/* What to say on standard error when a file that is being read was cut short by another program:
 * its missing bytes cannot be read (SIGBUS). The program ends with that status; what it was writing
 * to the store is undone by whoever opens the store next. `sentence` is borrowed. */
void stop_on_lost_bytes(const char *sentence, int status);
/* The store that a signal has to leave as it was; NULL when it is closed. */
void stop_watch(struct store *store);
/* Between these two a signal waits; stop_release ends by the one that came. */
void stop_hold(void);
void stop_release(void);
/* At the end of the program: ends by the signal that came, if one came. */
void stop_finish(void);

#endif
