#include "CMarkArena.h"

#include <stdint.h>

// Sixteen bytes that are looked at at once; the compiler has an instruction for each step on every machine we know.
typedef unsigned char block __attribute__((vector_size(16)));

static block load(const unsigned char *text) {
  block bytes;
  memcpy(&bytes, text, sizeof bytes);
  return bytes;
}

static block all(unsigned char byte) {
  block bytes;
  memset(&bytes, byte, sizeof bytes);
  return bytes;
}

static int is_any_set(block bytes) {
  uint64_t halves[2];
  memcpy(halves, &bytes, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

// Index of the first byte of sixteen that isn't zero. There must be one.
static size_t first_set(block bytes) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint64_t halves[2];
  memcpy(halves, &bytes, sizeof halves);
  return (size_t)(halves[0] ? __builtin_ctzll(halves[0]) : 64 + __builtin_ctzll(halves[1])) / 8;
#else
  unsigned char each[16];
  memcpy(each, &bytes, sizeof each);
  size_t index = 0;
  while (!each[index]) index++;
  return index;
#endif
}

size_t cmark_arena_find(const unsigned char *text, size_t start, size_t end, uint64_t wanted) {
  block a = all((unsigned char)wanted), b = all((unsigned char)(wanted >> 8)), c = all((unsigned char)(wanted >> 16)),
        d = all((unsigned char)(wanted >> 24)), e = all((unsigned char)(wanted >> 32));
#define HITS(chunk) (block)((chunk == a) | (chunk == b) | (chunk == c) | (chunk == d) | (chunk == e))
  size_t offset = start;
  for (; end - offset >= 16; offset += 16) {
    block hits = HITS(load(text + offset));
    if (is_any_set(hits)) return offset + first_set(hits);
  }
  if (offset == end) return end;
  // What is left is looked at with what stands before it, where nothing was found; or among zeros, which are never wanted.
  block chunk = {0};
  size_t from = offset;
  if (end - start >= 16) {
    from = end - 16;
    chunk = load(text + from);
  } else {
    memcpy(&chunk, text + offset, end - offset);
  }
  block hits = HITS(chunk);
#undef HITS
  return is_any_set(hits) ? from + first_set(hits) : end;
}

uint32_t cmark_arena_classes(const unsigned char *text, size_t count) {
  block control = {0}, high = {0};
  size_t offset = 0;
  for (; count - offset >= 16; offset += 16) {
    block chunk = load(text + offset);
    // Below a space, but for tab and line feed; and DEL.
    control |= (block)(((chunk < all(0x20)) & (chunk != all(0x09)) & (chunk != all(0x0A))) | (chunk == all(0x7F)));
    high |= chunk;
  }
  uint32_t classes = is_any_set(control) ? CMARK_ARENA_CONTROL : 0;
  classes |= is_any_set(high & all(0x80)) ? CMARK_ARENA_NOT_ASCII : 0;
  for (; offset < count; offset++) {
    unsigned char byte = text[offset];
    if ((byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F) classes |= CMARK_ARENA_CONTROL;
    if (byte >= 0x80) classes |= CMARK_ARENA_NOT_ASCII;
  }
  return classes;
}
