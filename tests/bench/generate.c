/* generate: the four files of the reference job (tests/bench/README), from a seed.
 *
 *     generate FOLDER REGISTRATIONS SESSIONS [SEED] < names
 *
 * Standard input holds a municipality and its population on each line, with a tab between: those
 * that a registration may name. The same arguments always give the same bytes. Nobody in it exists.
 *
 * What makes it hard on purpose: municipalities are written five ways and sometimes wrongly, a
 * third of the registrations come from people who registered before, intervals overlap and touch,
 * free text holds separators, quotes and line breaks, and attendance comes by session and time, so
 * that its ids are in no order.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/base/random.h"
#include "engine/record/moment.h"

enum { TOWNS_MOST = 500, NAME_MOST = 64, DAYS = 5, BEFORE_START = 300, PIECES_MOST = 3 };

struct town {
    char name[NAME_MOST];
    long population;
};

struct session {
    int64_t start, end;
    uint32_t weight; /* how popular it is */
};

struct registration {
    uint32_t person, session;
};

struct visit {
    uint32_t registration;
    int64_t joined, left;
};

struct job {
    const char *folder;
    struct random random;
    struct town towns[TOWNS_MOST];
    size_t town_count;
    struct session *sessions;
    size_t session_count;
    struct registration *registrations;
    size_t registration_count;
    uint32_t *session_of_weight; /* sessions, each as often as it is popular */
    size_t weight_count;
};

static const char *const given[] = {
    "Aisha",  "Anna",    "Bas",    "Bram",    "Carlijn", "Daan",   "Daphne", "Emre",
    "Esther", "Fatima",  "Floris", "Gijs",    "Hanna",   "Ilse",   "Jeroen", "Jesse",
    "Karim",  "Kees",    "Lars",   "Lotte",   "Maria",   "Marit",  "Mehmet", "Nadia",
    "Noor",   "Olivier", "Pieter", "Quinten", "Rianne",  "Sander", "Sanne",  "Sofie",
    "Thijs",  "Tom",     "Umut",   "Vera",    "Willem",  "Xander", "Yara",   "Zoë"};
static const char *const family[] = {
    "Bakker",   "van den Berg", "Boer",     "Bos",         "Brouwer",        "van Dam", "Dekker",
    "Demir",    "van Dijk",     "Dijkstra", "van Doorn",   "El Amrani",      "Faber",   "de Graaf",
    "de Groot", "Haan",         "van Herk", "Hoekstra",    "Jansen",         "de Jong", "Kaya",
    "Kok",      "Koster",       "Kuipers",  "van Leeuwen", "van der Linden", "Meijer",  "Mulder",
    "Nguyen",   "Peters",       "Postma",   "Prins",       "Schouten",       "Smit",    "Smits",
    "Tan",      "Verhoeven",    "Visser",   "de Vries",    "van Wijk",       "Willems", "Yildiz"};
static const char *const roles[] = {"raadslid",          "wethouder",
                                    "burgemeester",      "griffier",
                                    "beleidsmedewerker", "communicatieadviseur",
                                    "student",           "overig"};
static const char *const others[] = {"Provincie Gelderland", "VNG",
                                     "GGD Hollands Midden",  "Divosa",
                                     "Stichting Loket",      "Adviesbureau Oost",
                                     "Hogeschool Utrecht",   "Ministerie van BZK",
                                     "ROC Midden",           "zelfstandig"};
static const char *const words[] = {
    "aanpak",   "balie",        "burger",   "contact",    "de",        "democratie",   "digitaal",
    "dorp",     "een",          "energie",  "en",         "financiën", "formulier",    "gebruik",
    "gemeente", "graag",        "handen",   "het",        "hoe",       "hulp",         "idee",
    "in",       "informatie",   "inwoner",  "kennis",     "klantreis", "kwaliteit",    "leren",
    "loket",    "meer",         "met",      "mobiliteit", "nieuwe",    "omgevingswet", "ondernemer",
    "op",       "participatie", "praktijk", "proces",     "regio",     "samen",        "stad",
    "taal",     "team",         "van",      "vertrouwen", "voor",      "vraag",        "wat",
    "wijk",     "woningbouw",   "zorg"};

#define ANY(job, list) list[random_below(&(job)->random, sizeof(list) / sizeof *(list))]

static void fail(const char *what)
{
    fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void *array_of(size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    if (array == NULL) {
        fail("memory");
    }
    return array;
}

static FILE *create(const struct job *job, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", job->folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL || setvbuf(file, NULL, _IOFBF, 1 << 20) != 0) {
        fail(path);
    }
    return file;
}

static void close_file(FILE *file)
{
    if (fclose(file) != 0) {
        fail("writing");
    }
}

static bool chance(struct job *job, uint64_t in_thousand)
{
    return random_below(&job->random, 1000) < in_thousand;
}

/* -- towns and sessions --------------------------------------------------------------------------
 */

static void read_towns(struct job *job)
{
    char line[256];
    while (fgets(line, sizeof line, stdin) != NULL && job->town_count < TOWNS_MOST) {
        char *tab = strchr(line, '\t');
        if (tab != NULL && tab - line < NAME_MOST) {
            struct town *town = &job->towns[job->town_count++];
            memcpy(town->name, line, (size_t)(tab - line));
            town->population = strtol(tab + 1, NULL, 10);
        }
    }
    if (job->town_count == 0) {
        fprintf(stderr, "generate: no municipalities on standard input\n");
        exit(1);
    }
}

/* "Nuenen, Gerwen en Nederwetten" */
static const char *quote_of(const struct town *town)
{
    return strchr(town->name, ',') == NULL ? "" : "\"";
}

static void write_population(struct job *job)
{
    FILE *file = create(job, "population.csv");
    fputs("municipality,population\n", file);
    for (size_t i = 0; i < job->town_count; i++) {
        const char *quote = quote_of(&job->towns[i]);
        fprintf(file, "%s%s%s,%ld\n", quote, job->towns[i].name, quote, job->towns[i].population);
    }
    close_file(file);
}

static void write_moment(FILE *file, int64_t seconds)
{
    char text[MOMENT_TEXT];
    moment_write((struct moment){seconds, MOMENT_DATE | MOMENT_TIME | MOMENT_SECONDS}, text);
    fputs(text, file);
}

static void write_sessions(struct job *job)
{
    FILE *file = create(job, "sessions.csv");
    fputs("session_id,title,day,starts_at,ends_at\n", file);
    int64_t monday = moment_days(2025, 9, 1);
    for (size_t i = 0; i < job->session_count; i++) {
        struct session *session = &job->sessions[i];
        int64_t day = monday + (int64_t)(i * DAYS / job->session_count);
        session->start = day * MOMENT_DAY + (9 + (int64_t)random_below(&job->random, 8)) * 3600;
        session->end = session->start + (3 + (int64_t)random_below(&job->random, 4)) * 900;
        session->weight = 1 + (uint32_t)random_below(&job->random, 20);
        char text[MOMENT_TEXT];
        moment_write_day(day, text);
        fprintf(file, "S%05zu,\"%s, %s en %s\",%s,", i + 1, ANY(job, words), ANY(job, words),
                ANY(job, words), text);
        write_moment(file, session->start);
        fputc(',', file);
        write_moment(file, session->end);
        fputc('\n', file);
    }
    close_file(file);
}

static void weigh_sessions(struct job *job)
{
    job->session_of_weight = array_of(job->session_count * 20, sizeof *job->session_of_weight);
    for (uint32_t i = 0; i < job->session_count; i++) {
        for (uint32_t k = 0; k < job->sessions[i].weight; k++) {
            job->session_of_weight[job->weight_count++] = i;
        }
    }
}

/* -- registrations -------------------------------------------------------------------------------
 */

/* A person's facts follow from the number, so that nothing is kept of them. */
static struct random person_facts(uint32_t person)
{
    struct random facts;
    random_seed(&facts, 1, person);
    return facts;
}

#define PICK(facts, list) list[random_below(&(facts), sizeof(list) / sizeof *(list))]

static void write_organisation(struct job *job, FILE *file, const struct town *town)
{
    fputs(quote_of(town), file);
    switch (random_below(&job->random, 10)) {
    case 0:
        fprintf(file, "  %s ", town->name);
        break;
    case 1:
        fprintf(file, "gemeente %s", town->name);
        break;
    case 2:
        for (const char *c = town->name; *c != '\0'; c++) {
            fputc(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c, file);
        }
        break;
    case 3:
        fprintf(file, "%s", town->name);
        break;
    case 4:
        fprintf(file, "Gemeente %.*s", (int)strlen(town->name) - 1,
                town->name); /* a letter short */
        break;
    default:
        fprintf(file, "Gemeente %s", town->name);
    }
    fputs(quote_of(town), file);
}

static void write_text(struct job *job, FILE *file)
{
    bool quoted = chance(job, 140);
    bool breaks = quoted && chance(job, 36); /* one text in two hundred */
    size_t count = 5 + random_below(&job->random, 12);
    fputs(quoted ? "\"" : "", file);
    for (size_t i = 0; i < count; i++) {
        const char *word = ANY(job, words);
        if (quoted && i == 1) {
            fprintf(file, ", \"\"%s\"\"", word);
        } else {
            fprintf(file, "%s%s", i == 0 ? "" : breaks && i == 3 ? "\n" : " ", word);
        }
    }
    fputs(quoted ? "\"\n" : "\n", file);
}

static void write_mail(FILE *file, const char *first, const char *last, uint32_t person,
                       const struct town *town)
{
    for (const char *c = first; *c != '\0'; c++) {
        fputc(*c >= 'A' && *c <= 'Z' ? *c + 32 : (unsigned char)*c >= 0x80 ? 'e' : *c, file);
    }
    fputc('.', file);
    for (const char *c = last; *c != '\0'; c++) {
        if (*c != ' ') {
            fputc(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c, file);
        }
    }
    fprintf(file, "%u@", person);
    for (const char *c = town->name; *c != '\0'; c++) {
        bool letter = (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z');
        if (letter) {
            fputc(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c, file);
        }
    }
    fputs(".example", file);
}

static void write_registration(struct job *job, FILE *file, size_t number, int64_t at)
{
    struct registration *registration = &job->registrations[number];
    struct random facts = person_facts(registration->person);
    const char *first = PICK(facts, given);
    const char *last = PICK(facts, family);
    const struct town *town = &job->towns[random_below(&facts, job->town_count)];
    bool official = random_below(&facts, 10) > 0;
    fprintf(file, "R%09zu,S%05u,%s %s,", number + 1, registration->session + 1, first, last);
    write_mail(file, first, last, registration->person, town);
    fputc(',', file);
    if (official) {
        write_organisation(job, file, town);
    } else {
        fputs(PICK(facts, others), file);
    }
    fprintf(file, ",%s,", PICK(facts, roles));
    write_moment(file, at);
    fputc(',', file);
    write_text(job, file);
}

static void write_registrations(struct job *job)
{
    FILE *file = create(job, "registrations.csv");
    fputs("registration_id,session_id,name,email,organisation,role,registered_at,expectation\n",
          file);
    int64_t opened = moment_days(2025, 6, 3) * MOMENT_DAY;
    uint32_t people = 0;
    for (size_t i = 0; i < job->registration_count; i++) {
        bool again = people > 0 && chance(job, 330);
        job->registrations[i] = (struct registration){
            .person = again ? (uint32_t)random_below(&job->random, people) : people++,
            .session = job->session_of_weight[random_below(&job->random, job->weight_count)]};
        int64_t at = opened + (int64_t)(i * 80 * MOMENT_DAY / job->registration_count);
        write_registration(job, file, i, at);
    }
    close_file(file);
}

/* -- attendance ----------------------------------------------------------------------------------
 */

static int by_session_and_time(const void *left, const void *right)
{
    const struct visit *a = left;
    const struct visit *b = right;
    if (a->joined != b->joined) {
        return a->joined < b->joined ? -1 : 1;
    }
    return a->registration < b->registration ? -1 : a->registration > b->registration;
}

/* Joins of one registration: none of every fourth, else one to three that may overlap. */
static size_t visits_of(struct job *job, uint32_t number, struct visit *visits)
{
    const struct session *session = &job->sessions[job->registrations[number].session];
    if (chance(job, 280)) {
        return 0;
    }
    size_t count = chance(job, 700) ? 1 : chance(job, 700) ? 2 : PIECES_MOST;
    int64_t at = session->start - BEFORE_START + (int64_t)random_below(&job->random, 1200);
    for (size_t i = 0; i < count; i++) {
        int64_t stay = 60 + (int64_t)random_below(
                                &job->random, (uint64_t)(session->end - session->start) / count);
        visits[i] = (struct visit){number, at, at + stay};
        at += stay / 2 + (int64_t)random_below(&job->random, 600);
    }
    return count;
}

/* The numbers of the registrations, session by session. */
static uint32_t *order_by_session(const struct job *job, size_t *starts)
{
    uint32_t *order = array_of(job->registration_count, sizeof *order);
    for (size_t i = 0; i < job->registration_count; i++) {
        starts[job->registrations[i].session + 1]++;
    }
    for (size_t s = 0; s < job->session_count; s++) {
        starts[s + 1] += starts[s];
    }
    size_t *next = array_of(job->session_count, sizeof *next);
    memcpy(next, starts, job->session_count * sizeof *next);
    for (uint32_t i = 0; i < job->registration_count; i++) {
        order[next[job->registrations[i].session]++] = i;
    }
    free(next);
    return order;
}

static void write_attendance(struct job *job)
{
    FILE *file = create(job, "attendance.csv");
    fputs("registration_id,session_id,joined,left\n", file);
    size_t *starts = array_of(job->session_count + 1, sizeof *starts);
    uint32_t *order = order_by_session(job, starts);
    for (size_t s = 0; s < job->session_count; s++) {
        size_t count = 0;
        struct visit *visits = array_of((starts[s + 1] - starts[s]) * PIECES_MOST, sizeof *visits);
        for (size_t i = starts[s]; i < starts[s + 1]; i++) {
            count += visits_of(job, order[i], visits + count);
        }
        if (count > 0) {
            qsort(visits, count, sizeof *visits, by_session_and_time);
        }
        for (size_t i = 0; i < count; i++) {
            fprintf(file, "R%09u,S%05zu,", visits[i].registration + 1, s + 1);
            write_moment(file, visits[i].joined);
            fputc(',', file);
            write_moment(file, visits[i].left);
            fputc('\n', file);
        }
        free(visits);
    }
    free(order);
    free(starts);
    close_file(file);
}

int main(int argc, char **argv)
{
    static struct job job;
    if (argc < 4 || argc > 5) {
        fprintf(stderr, "usage: generate FOLDER REGISTRATIONS SESSIONS [SEED] < names\n");
        return 2;
    }
    job.folder = argv[1];
    job.registration_count = strtoul(argv[2], NULL, 10);
    job.session_count = strtoul(argv[3], NULL, 10);
    random_seed(&job.random, argc > 4 ? strtoul(argv[4], NULL, 10) : 1, 0);
    if (mkdir(job.folder, 0777) != 0 && errno != EEXIST) {
        fail(job.folder);
    }
    job.sessions = array_of(job.session_count, sizeof *job.sessions);
    job.registrations = array_of(job.registration_count, sizeof *job.registrations);
    read_towns(&job);
    write_population(&job);
    write_sessions(&job);
    weigh_sessions(&job);
    write_registrations(&job);
    write_attendance(&job);
    free(job.session_of_weight);
    free(job.registrations);
    free(job.sessions);
    return 0;
}
