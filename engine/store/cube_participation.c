/* cube_participation: which municipalities took part, under each definition. What each means is
 * said by the view took_part; queries/check/participation.sql returns no row when both agree. */
#include "engine/store/cube_work.h"

/* What is true of an organisation, whichever municipalities it stands for. */
static struct participation of_organisation(const struct organisation *body,
                                            const struct organisation_count *count)
{
    const struct counts *counts = &count->counts;
    bool certain = body->status == MATCH_CERTAIN;
    bool likely = certain || body->status == MATCH_PROBABLE;
    bool direct = body->kind == ORGANISATION_MUNICIPALITY && !body->waits;
    bool partner = body->kind == ORGANISATION_PARTNERSHIP;
    bool adds = partner && body->adds_residents && !body->waits;
    bool attended = counts->attendees > 0;
    bool registered = counts->registrations > 0;
    bool not_staff = counts->attendees > counts->attendees_staff;
    return (struct participation){
        .attended = direct && certain && attended,
        .registered = direct && certain && registered,
        .hosted = direct && certain && count->hosted > 0,
        .visited = direct && certain && counts->present > 0,
        .attended_not_staff = direct && certain && not_staff,
        .attended_probable = direct && likely && attended,
        .registered_probable = direct && likely && registered,
        .partner = adds && certain && attended,
        .partner_registered = adds && certain && registered,
        .partner_probable = adds && likely && attended,
        .partner_not_staff = adds && certain && not_staff,
        .partner_any = partner && certain && !body->waits && attended,
        .partner_waiting = partner && certain && body->adds_residents && attended,
    };
}

static void add(struct participation *sum, const struct participation *part)
{
    sum->attended |= part->attended;
    sum->registered |= part->registered;
    sum->hosted |= part->hosted;
    sum->visited |= part->visited;
    sum->attended_not_staff |= part->attended_not_staff;
    sum->attended_probable |= part->attended_probable;
    sum->registered_probable |= part->registered_probable;
    sum->partner |= part->partner;
    sum->partner_registered |= part->partner_registered;
    sum->partner_probable |= part->partner_probable;
    sum->partner_not_staff |= part->partner_not_staff;
    sum->partner_any |= part->partner_any;
    sum->partner_waiting |= part->partner_waiting;
}

void cube_count_participation(struct cube_work *work)
{
    const struct edition *edition = work->edition;
    struct cube *cube = work->cube;
    size_t count = edition->municipalities_count;
    struct participation *rows = arena_alloc_array(work->arena, count + 1, sizeof *rows);
    bool *named = arena_alloc_array(work->scratch, count + 1, sizeof *named);
    for (size_t i = 0; i < edition->organisations_count; i++) {
        const struct organisation *body = &edition->organisations[i];
        const struct participation part = of_organisation(body, &cube->organisations[i]);
        for (size_t k = 0; k < body->code_count; k++) {
            named[body->codes[k]] = true;
            add(&rows[body->codes[k]], &part);
        }
    }
    cube->participations = rows;
    for (uint32_t m = 0; m < count; m++) {
        if (named[m]) {
            rows[m].municipality = m;
            rows[cube->participation_count++] = rows[m];
        }
    }
}
