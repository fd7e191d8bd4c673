/* truth: an edition folder against the truth that its generator wrote
 * (fixtures/editions/README.md).
 *
 *     assert_int_equal(truth_compare("fixtures/editions/2023", "fixtures/truth/2023.json"), 0);
 */
#ifndef TESTS_SUPPORT_TRUTH_H
#define TESTS_SUPPORT_TRUTH_H

/* The program $RODEDRAAD reads the folder into an empty store; every figure of the truth must be in
 * `figures --json`, with equal value, low and high. Prints each difference as "id, truth, engine"
 * and returns how many there are. Fails the running test when the program does. */
int truth_compare(const char *folder, const char *truth_path);
/* The same for a truth that knows only some figures, at least ten. */
int truth_compare_some(const char *folder, const char *truth_path);

/* Standard output of a shell command whose status must be 0; the caller frees it. */
char *truth_output(const char *command);

#endif
