#include "CMarkArena.h"

#include <cmark.h>
#include <stdint.h>
#include <stdlib.h>

// A multiple of 16 bytes long, so that the blocks after it are aligned.
struct cmark_arena_chunk {
  struct cmark_arena_chunk *next;
  size_t capacity;
  size_t used;
  size_t padding;
};

static _Thread_local cmark_arena_chunk *top;

// Under AddressSanitizer every block is a chunk of its own, so that it sees where each ends.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHUNK_PER_BLOCK 1
#endif
#endif
#ifndef CHUNK_PER_BLOCK
#define CHUNK_PER_BLOCK 0
#endif

// Every block is led by its size, so that it can be moved when it grows.
enum { header = 16 };

static size_t rounded(size_t size) { return (size + 15) & ~(size_t)15; }

cmark_arena_chunk *cmark_arena_chunk_new(size_t capacity) {
  cmark_arena_chunk *chunk = malloc(sizeof(cmark_arena_chunk) + capacity);
  if (!chunk) abort();
  chunk->next = NULL;
  chunk->capacity = capacity;
  chunk->used = 0;
  return chunk;
}

static unsigned char *end_of(cmark_arena_chunk *chunk) { return (unsigned char *)(chunk + 1) + chunk->used; }

static void *take(size_t size) {
  if (size > SIZE_MAX / 4) abort();
  size_t whole = rounded(size) + header;
  if (CHUNK_PER_BLOCK || top->capacity - top->used < whole) {
    size_t capacity = CHUNK_PER_BLOCK ? whole : top->capacity * 2;
    cmark_arena_chunk *chunk = cmark_arena_chunk_new(capacity < whole ? whole : capacity);
    chunk->next = top;
    top = chunk;
  }
  unsigned char *block = end_of(top);
  top->used += whole;
  *(size_t *)block = size;
  return block + header;
}

static void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  return memset(take(count * size), 0, count * size);
}

static void arena_free(void *block) { (void)block; }

static void *arena_realloc(void *block, size_t size) {
  if (!block) return take(size);
  size_t *old = (size_t *)((unsigned char *)block - header);
  size_t room = rounded(*old);
  if (size <= room) {
    *old = size;
    return block;
  }
  if (size > SIZE_MAX / 4) abort();
  // The block that was given out last grows where it is.
  size_t more = rounded(size) - room;
  if ((unsigned char *)block + room == end_of(top) && top->capacity - top->used >= more) {
    top->used += more;
    *old = size;
    return block;
  }
  return memcpy(take(size), block, *old);
}

void *cmark_arena_allocator(void) {
  static cmark_mem allocator = {arena_calloc, arena_realloc, arena_free};
  return &allocator;
}

void cmark_arena_begin(cmark_arena_chunk *first) {
  first->used = 0;
  top = first;
}

void cmark_arena_end(void) {
  while (top && top->next) {
    cmark_arena_chunk *next = top->next;
    free(top);
    top = next;
  }
  top = NULL;
}
