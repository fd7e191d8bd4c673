/* small_edition: see small_edition.h. */
#include "tests/support/small_edition.h"

#include <stdio.h>

static const char programme[] = "Titel;Dag;Begin;Einde\r\n"
                                "Opening;2-10-2023;09:00;10:00\r\n"
                                "Werkplaats;3-10-2023;10:00;11:00\r\n";
static const char attendance[] =
    "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
    "Opening;Anna Voorbeeld;anna.voorbeeld@mail.example;Gemeente Breda;Ja\r\n"
    "Opening;Bram Voorbeeld;bram.voorbeeld@mail.example;Gemeente Breda;Ja\r\n"
    "Opening;Carla Voorbeeld;carla.voorbeeld@mail.example;Gemeente Tilburg;Ja\r\n"
    "Opening;Daan Voorbeeld;daan.voorbeeld@mail.example;Gemeente Tilburg;Ja\r\n"
    "Opening;Eva Voorbeeld;eva.voorbeeld@mail.example;Gemeente Venlo;Ja\r\n"
    "Opening;Finn Voorbeeld;finn.voorbeeld@mail.example;Gemeente Venlo;Ja\r\n"
    "Opening;Gerda Voorbeeld;gerda.voorbeeld@mail.example;Gemeente Venlo;Nee\r\n"
    "Werkplaats;Anna Voorbeeld;anna.voorbeeld@mail.example;Gemeente Breda;Ja\r\n"
    "Werkplaats;Hugo Voorbeeld;hugo.voorbeeld@mail.example;Gemeente Breda;Ja\r\n"
    "Werkplaats;Iris Voorbeeld;iris.voorbeeld@mail.example;Gemeente Breda;Ja\r\n";

void small_edition_write(const struct place *place, const char *folder)
{
    char path[128];
    snprintf(path, sizeof path, "%s/programma.csv", folder);
    place_write(place, path, programme);
    snprintf(path, sizeof path, "%s/presentie.csv", folder);
    place_write(place, path, attendance);
}
