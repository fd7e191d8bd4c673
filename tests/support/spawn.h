/* spawn: runs the program in a folder of its own and keeps what it said and wrote.
 *
 *     struct place place = place_create();                     a fresh temporary folder
 *     place_write(&place, "2023/programma.csv", "Titel;Dag\r\n...");
 *     struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
 *     assert_int_equal(ran.status, 0);
 *     place_destroy(&place);
 *
 * Store, key and output stand inside the place: --db rodedraad.db, the key through XDG_DATA_HOME.
 */
#ifndef TESTS_SUPPORT_SPAWN_H
#define TESTS_SUPPORT_SPAWN_H

#include <stdbool.h>
#include <stddef.h>

struct place {
    char folder[256];
};

/* How the program is run; all zero: as it comes. */
struct spawn_options {
    long file_limit;   /* RLIMIT_FSIZE in bytes; 0: none */
    bool unprivileged; /* as an ordinary user, also when the tests run as root */
    bool full_output;  /* standard output is /dev/full */
};

/* What a run left; the texts are in static memory until the next run. */
struct ran {
    int status; /* exit status; 1000 + signal when it was killed */
    const char *out, *err;
};

struct place place_create(void);
void place_destroy(struct place *place);
/* Writes a file, making its folders; `bytes` of `size`. */
void place_write_bytes(const struct place *place, const char *path, const void *bytes, size_t size);
void place_write(const struct place *place, const char *path, const char *text);
/* The bytes of a file followed by a NUL, to be freed; NULL when it is not there. */
char *place_read(const struct place *place, const char *path, size_t *size);
bool place_has(const struct place *place, const char *path);
void place_remove(const struct place *place, const char *path);
/* Copies the files of a folder of the tree into a folder of the place, in the order of their names
 * or in reverse. */
void place_copy(const struct place *place, const char *from, const char *to, bool reversed);
/* The paths of all files below a folder of the place, sorted, each on a line; to be freed. */
char *place_list(const struct place *place, const char *folder);
/* Runs the program with the arguments up to NULL, in the folder of the place. */
struct ran place_run(const struct place *place, const struct spawn_options *options, ...);
/* The same, sent a signal after so many microseconds; the status is that of the wait, and what it
 * says is lost. */
int place_run_until(const struct place *place, int signal, long microseconds, ...);
/* Runs a command of the system; its exit status. Output as for place_run. */
struct ran place_shell(const struct place *place, const char *command);

/* -- what must be so; each fails with what it saw */
void assert_says(const char *text, const char *part);
/* Two files hold the same bytes. */
void place_assert_same(const struct place *place, const char *a, const char *b);
/* No temporary file is left anywhere. */
void place_assert_nothing_half_written(const struct place *place);

#endif
