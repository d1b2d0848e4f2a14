#ifndef CMARK_ARENA_H
#define CMARK_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// An allocator for cmark that gives memory out in order and takes it back all at once. A tree of small nodes costs a third less
// that way. cmark's allocator functions have no context, hence a thread-local behind these: it is set for the time that one text
// is read, on one thread.

typedef struct cmark_arena_chunk cmark_arena_chunk;

// A chunk to begin with; it can be used again after `cmark_arena_end`, on any thread. Out of memory aborts, as in cmark.
cmark_arena_chunk *cmark_arena_chunk_new(size_t capacity);

// From here to `cmark_arena_end` on this thread, memory comes from `first`, and from chunks that are added when it is full.
void cmark_arena_begin(cmark_arena_chunk *first);

// Gives everything back but the first chunk.
void cmark_arena_end(void);

// The `cmark_mem *` to hand to cmark.
void *cmark_arena_allocator(void);

// What follows has nothing to do with cmark: it is here because it is the C compiler that makes it fast.

// Offset of the first of five bytes, none of them zero, at or after `start` and before `end`; `end` if there is none. The bytes
// stand in `wanted`, lowest first; nothing but the text from `start` to `end` is read.
size_t cmark_arena_find(const unsigned char *text, size_t start, size_t end, uint64_t wanted);

// Which of these the text has.
uint32_t cmark_arena_classes(const unsigned char *text, size_t count);
enum {
  // Control characters but tab and line feed.
  CMARK_ARENA_CONTROL = 1 << 8,
  CMARK_ARENA_NOT_ASCII = 1 << 9,
};

#endif
