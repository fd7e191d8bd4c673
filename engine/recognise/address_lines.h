/* address_lines: addresses beside each other, as a mail program writes to whom a message goes: "Ada
 * <ada@breda.example>; bea@venlo.example". Each is somebody, and a row of its own. Internal to
 * recognise/. */
#ifndef ENGINE_RECOGNISE_ADDRESS_LINES_H
#define ENGINE_RECOGNISE_ADDRESS_LINES_H

#include "engine/recognise/plan.h"

/* Whether the table, which has no heading, holds nothing else; reading goes back. */
bool address_lines_are(struct reading *reading);
/* The plan of a row: one address. The place of reading is the first line of them. */
struct plan *address_lines_plan(struct reading *reading);
/* Reads the addresses of one line. */
void address_lines_read(struct reading *reading, const struct record *record);

#endif
