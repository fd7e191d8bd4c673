/* stop: see stop.h. The handler only does what a handler may: reads and sets atomic flags,
 * sqlite3_interrupt (behind store_interrupt), raise, write, _exit. */
#include "engine/command/stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static _Atomic(struct store *) watched;
static volatile sig_atomic_t came, held;

static void end_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static void on_signal(int number)
{
    struct store *store = atomic_load(&watched);
    if (came == 0 && held != 0) {
        came = number;
        return;
    }
    if (came != 0 || store == NULL || !store_interrupt(store)) {
        end_by(number);
        return;
    }
    came = number;
}

void stop_listen(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action = {.sa_handler = on_signal};
        struct sigaction before;
        sigemptyset(&action.sa_mask);
        /* What was ignored stays ignored: nohup. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(numbers[i], &action, NULL);
        }
    }
}

static const char *lost_bytes;
static size_t lost_bytes_size;
static int lost_bytes_status;

static void on_lost_bytes(int number)
{
    (void)number;
    ssize_t written = write(STDERR_FILENO, lost_bytes, lost_bytes_size);
    (void)written; /* there is nobody else to tell */
    _exit(lost_bytes_status);
}

void stop_on_lost_bytes(const char *sentence, int status)
{
    lost_bytes = sentence;
    lost_bytes_size = strlen(sentence);
    lost_bytes_status = status;
    struct sigaction action = {.sa_handler = on_lost_bytes};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

void stop_watch(struct store *store)
{
    atomic_store(&watched, store);
}

void stop_hold(void)
{
    held = 1;
}

void stop_release(void)
{
    held = 0;
    stop_finish();
}

void stop_finish(void)
{
    if (came != 0) {
        end_by(came);
    }
}
