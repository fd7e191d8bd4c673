/* A disk that is really full, and one that is really read-only: a small file system in memory is
 * mounted under the place. Only root can; for others the tests are skipped and say so. */
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct place place;

static const char *disk_path(void)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/disk", place.folder);
    return path;
}

/* A file system of so many KB at disk/; skips the test when it cannot be mounted. */
static void mount_disk(int kilobytes)
{
    char options[32];
    snprintf(options, sizeof options, "size=%dk", kilobytes);
    assert_int_equal(place_shell(&place, "mkdir disk").status, 0);
    if (mount("tmpfs", disk_path(), "tmpfs", 0, options) != 0) {
        printf("no file system can be mounted here: skipped\n");
        skip();
    }
}

static int setup(void **state)
{
    (void)state;
    place = place_create();
    place_copy(&place, "fixtures/editions/2020", "2020", false);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    umount(disk_path()); /* was perhaps never there */
    place_destroy(&place);
    return 0;
}

static struct ran shell(const char *command)
{
    struct ran ran = place_shell(&place, command);
    if (ran.status != 0) {
        fail_msg("%s: %d\n%s%s", command, ran.status, ran.out, ran.err);
    }
    return ran;
}

static struct ran report(void)
{
    return place_run(&place, NULL, "report", "disk/2020", "--no-themes", "--quiet", NULL);
}

/* As much of the disk is filled as leaves `free` KB. */
static void leave_free(int kilobytes)
{
    char command[256];
    snprintf(command, sizeof command,
             "rm -f disk/ballast && free=$(df -k --output=avail disk | tail -1) && "
             "head -c $((1024 * (free - %d))) /dev/zero >disk/ballast",
             kilobytes);
    shell(command);
}

/* From a disk with room for nothing to one with room for all: a run says that the disk is full and
 * leaves store and reports as they were, or does everything. */
static void a_full_disk_leaves_everything_or_nothing(void **state)
{
    (void)state;
    enum { DISK = 8000, STEP = 64, ENOUGH = 4096 };
    int full = 0;
    int done = 0;
    mount_disk(DISK);
    shell("cp -r 2020 disk/ && sha256sum disk/2020/* >inputs");
    assert_int_equal(report().status, 0);
    shell("rm -f disk/2020/decisions.csv && cp -r disk/out out-before && cp disk/rodedraad.db "
          "before.db");
    shell("cp \"$(ls disk/2020/*.csv | head -1)\" disk/2020/extra.csv && cp disk/2020/extra.csv "
          "more");
    for (int kilobytes = 0; kilobytes <= ENOUGH; kilobytes += STEP) {
        shell("cat more >disk/2020/extra.csv; rm -rf disk/out disk/2020/decisions.csv; "
              "cp -r out-before disk/out; cp before.db disk/rodedraad.db");
        leave_free(kilobytes);
        struct ran ran = report();
        if (ran.status != 0) {
            assert_int_equal(ran.status, 1);
            assert_non_null(strstr(ran.err, "vol"));
            shell("diff -r disk/out out-before");
            full++;
        } else {
            done++;
        }
        shell("test -z \"$(find disk -name '*.new')\" && "
              "test \"$(sqlite3 disk/rodedraad.db 'PRAGMA integrity_check')\" = ok");
        shell("sha256sum --quiet -c inputs");
    }
    printf("%d runs found the disk full and left everything as it was, %d had room\n", full, done);
    assert_true(full > 0 && done > 0);
}

/* The store is elsewhere: the disk fills while reports are written, which are more than there were
 * and say another date. */
static void reports_of_one_run_stand_together(void **state)
{
    (void)state;
    enum { DISK = 8000, STEP = 32, ENOUGH = 2048 };
    int full = 0;
    int done = 0;
    mount_disk(DISK);
    struct ran ran = place_run(&place, NULL, "report", "2020", "--out", "disk/out", "--no-themes",
                               "--quiet", "--as-of", "2021-01-01", "--format", "md", NULL);
    assert_int_equal(ran.status, 0);
    shell("cp -r disk/out out-before");
    for (int kilobytes = 0; kilobytes <= ENOUGH; kilobytes += STEP) {
        leave_free(kilobytes);
        ran = place_run(&place, NULL, "report", "2020", "--out", "disk/out", "--no-themes",
                        "--quiet", "--as-of", "2021-02-02", NULL);
        if (ran.status != 0) {
            assert_int_equal(ran.status, 1);
            assert_non_null(strstr(ran.err, "vol"));
            shell("diff -r disk/out out-before");
            full++;
        } else {
            shell("! diff -q disk/out/2020/impact.md out-before/2020/impact.md");
            shell("rm -rf disk/out && cp -r out-before disk/out");
            done++;
        }
    }
    printf("%d runs found the disk full and left the reports as they were, %d had room\n", full,
           done);
    assert_true(full > 0 && done > 0);
}

static void a_disk_that_is_read_only_is_said_to_be(void **state)
{
    (void)state;
    mount_disk(8000);
    shell("cp -r 2020 disk/");
    assert_int_equal(mount("tmpfs", disk_path(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=8000k"), 0);
    struct ran ran = report();
    assert_int_equal(ran.status, 1);
    assert_non_null(strstr(ran.err, "disk/rodedraad.db"));
    /* What is only looked at needs no disk. */
    assert_int_equal(place_run(&place, NULL, "inspect", "disk/2020/programme.csv", NULL).status, 0);
    ran = place_run(&place, NULL, "check", "disk/2020", NULL);
    assert_true(ran.status == 0 || ran.status == 3);
    ran = place_run(&place, NULL, "report", "disk/2020", "--db", "r.db", "--no-themes", "--quiet",
                    NULL);
    assert_int_equal(ran.status, 0);
    assert_true(place_has(&place, "out/2020/impact.pdf"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_full_disk_leaves_everything_or_nothing),
        CASE(reports_of_one_run_stand_together),
        CASE(a_disk_that_is_read_only_is_said_to_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
