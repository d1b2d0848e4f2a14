// Loaded before libc: fails one call that a program makes to the disk, as a full, broken, locked or read-only one would.
// PERENNIAL_FAULT=CALL:NUMBER:ERRNO, such as write:17:28. CALL is write, torn (writes half of it first), rename, fsync, open (of a
// file to be written), look (open of a file or folder to be read) or read.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static char call[16];
static int place, code;
static atomic_int count;

__attribute__((constructor)) static void begin(void) {
  const char *fault = getenv("PERENNIAL_FAULT");
  if (fault) sscanf(fault, "%15[a-z]:%d:%d", call, &place, &code);
}

static int fails(const char *name) { return strcmp(call, name) == 0 && atomic_fetch_add(&count, 1) + 1 == place; }

ssize_t write(int file, const void *bytes, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  // What is printed is no file.
  if (file > 2 && size > 1) {
    if (fails("write")) return errno = code, -1;
    if (fails("torn")) {
      if (real(file, bytes, size / 2) < 0) return -1;
      code = code ? code : ENOSPC, strcpy(call, "write"), atomic_store(&count, 0), place = 1;
      return size / 2;
    }
  }
  return real(file, bytes, size);
}

ssize_t read(int file, void *bytes, size_t size) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = (ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  if (file > 2 && size > 1 && fails("read")) return errno = code, -1;
  return real(file, bytes, size);
}

int openat(int folder, const char *path, int flags, ...) {
  static int (*real)(int, const char *, int, ...);
  if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat");
  va_list rest;
  va_start(rest, flags);
  int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;
  va_end(rest);
  if (fails((flags & O_ACCMODE) == O_RDONLY ? "look" : "open")) return errno = code, -1;
  return real(folder, path, flags, mode);
}

int renameat(int from, const char *path, int to, const char *target) {
  static int (*real)(int, const char *, int, const char *);
  if (!real) real = (int (*)(int, const char *, int, const char *))dlsym(RTLD_NEXT, "renameat");
  if (fails("rename")) return errno = code, -1;
  return real(from, path, to, target);
}

int fsync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  if (fails("fsync")) return errno = code, -1;
  return real(file);
}
