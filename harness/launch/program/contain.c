/* A command sees a root of its own: what its lane reads, its own inputs, and files of its own that are counted. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

static int count_of(char **list) {
  int count = 0;
  while (list[count]) count++;
  return count;
}

/* Mounts of a command's places, not yet anywhere. */
static int gather(const struct places *places, struct held_mounts *m) {
  int most = count_of(places->inputs) + count_of(places->writable);
  m->mounts = calloc((size_t)most + 1, sizeof *m->mounts);
  m->paths = calloc((size_t)most + 1, sizeof *m->paths);
  m->count = 0;
  if (!m->mounts || !m->paths) return -1;
  for (int writable = 0; writable < 2; writable++)
    for (char **path = writable ? places->writable : places->inputs; *path; path++) {
      if ((m->mounts[m->count] = bound(*path, writable)) < 0) return -1;
      m->paths[m->count++] = *path;
    }
  return 0;
}

/* Made by the supervisor, who stays outside with the rights that this takes. */
int prepare_containment(const struct containment *c, struct held_mounts *m) {
  if (c->means == LANDLOCK) return 0;
  m->scratch = new_files(c->bytes, c->files);
  m->proc = new_processes();
  if (m->scratch < 0 || m->proc < 0) return -1;
  /* Its memory is not to be read, nor its files found through it. */
  prctl(PR_SET_DUMPABLE, 0);
  proc = m->proc;
  return copy_in(m->scratch, c->at, c->places.laid) < 0 || copy_in(m->scratch, c->at, c->places.directories) < 0 ? -1 : gather(&c->places, m);
}

/* The kernel takes all mounts of a command apart when nobody has their namespace any more: not while its end is waited for. */
void hold_namespace(struct held_mounts *m, pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "%d/ns/mnt", (int)pid);
  m->inside = openat(m->proc, path, O_RDONLY | O_CLOEXEC);
}

static int put_all(const struct held_mounts *m) {
  for (int i = 0; i < m->count; i++)
    if (attach(m->mounts[i], AT_FDCWD, m->paths[i]) < 0) return -1;
  return 0;
}

/* Called by what becomes the command. */
int enter(const struct containment *c, const struct held_mounts *m) {
  if (c->means == LANDLOCK) return enter_landlock(c);
  if (c->network == NOBODY) {
    int network = no_network();
    if (network < 0 || setns(network, CLONE_NEWNET) < 0) return -1;
  }
  if (c->network == LOOPBACK && own_loopback() < 0) return -1;
  if (setns(c->view, CLONE_NEWNS) < 0 || unshare(CLONE_NEWNS) < 0) return -1;
  if (attach(m->scratch, AT_FDCWD, c->at) < 0 || attach(m->proc, AT_FDCWD, "/proc") < 0 || put_all(m) < 0) return -1;
  return seal(1) < 0 || keep_to_itself() < 0 ? -1 : give_up_rights();
}

/* Gives a held command its places, when it is known what it is to run. */
int add_places(const struct places *places, const struct held_mounts *m, const char *at) {
  struct held_mounts own = *m;
  if (m->inside < 0 || copy_in(m->scratch, at, places->laid) < 0 || copy_in(m->scratch, at, places->directories) < 0 || gather(places, &own) < 0) return -1;
  int failed = setns(m->inside, CLONE_NEWNS) < 0 || seal(0) < 0 || put_all(&own) < 0 || seal(1) < 0;
  int why = errno;
  for (int i = 0; i < own.count; i++) close(own.mounts[i]);
  free(own.mounts);
  free(own.paths);
  if (setns(own_mounts, CLONE_NEWNS) < 0) return -1;
  errno = why;
  return failed ? -1 : 0;
}

/* Which limit of its own files the command has reached. */
const char *full(const struct held_mounts *m) {
  struct statfs status;
  if (m->scratch < 0 || fstatfs(m->scratch, &status) < 0) return "";
  return status.f_bfree == 0 ? "space" : status.f_ffree == 0 ? "files" : "";
}

/* Opens a file for reading so that nobody can open it for writing by way of its descriptor. */
int read_only(const char *path) {
  char name[64];
  int tree = bound(path, 0);
  if (tree < 0) return -1;
  snprintf(name, sizeof name, "/proc/self/fd/%d", tree);
  int file = open(name, O_RDONLY | O_CLOEXEC);
  close(tree);
  return file;
}
