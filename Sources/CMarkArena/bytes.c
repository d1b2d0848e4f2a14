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

size_t cmark_arena_find(const unsigned char *text, size_t start, size_t end, uint64_t wanted) {
  unsigned char bytes[5];
  for (int index = 0; index < 5; index++) bytes[index] = (unsigned char)(wanted >> (8 * index));
  block a = all(bytes[0]), b = all(bytes[1]), c = all(bytes[2]), d = all(bytes[3]), e = all(bytes[4]);
  size_t offset = start;
  while (end - offset >= 16) {
    block chunk = load(text + offset);
    if (is_any_set((block)((chunk == a) | (chunk == b) | (chunk == c) | (chunk == d) | (chunk == e)))) break;
    offset += 16;
  }
  // The last bytes again, with some before them.
  if (end - offset < 16 && end >= 16 && offset < end) {
    block chunk = load(text + end - 16);
    if (!is_any_set((block)((chunk == a) | (chunk == b) | (chunk == c) | (chunk == d) | (chunk == e)))) return end;
  }
  for (; offset < end; offset++) {
    unsigned char byte = text[offset];
    if (byte == bytes[0] || byte == bytes[1] || byte == bytes[2] || byte == bytes[3] || byte == bytes[4]) break;
  }
  return offset;
}

uint32_t cmark_arena_classes(const unsigned char *text, size_t count, const unsigned char wanted[8]) {
  block found[8] = {0}, low = {0}, high = {0};
  size_t offset = 0;
  for (; count - offset >= 16; offset += 16) {
    block chunk = load(text + offset);
    for (int index = 0; index < 8; index++) found[index] |= (block)(chunk == all(wanted[index]));
    // Below a space, but for tab and line feed; and DEL.
    low |= (block)(((chunk < all(0x20)) & (chunk != all(0x09)) & (chunk != all(0x0A))) | (chunk == all(0x7F)));
    high |= chunk;
  }
  uint32_t classes = 0;
  for (int index = 0; index < 8; index++) classes |= is_any_set(found[index]) ? 1u << index : 0;
  classes |= is_any_set(low) ? CMARK_ARENA_CONTROL : 0;
  classes |= is_any_set(high & all(0x80)) ? CMARK_ARENA_NOT_ASCII : 0;
  for (; offset < count; offset++) {
    unsigned char byte = text[offset];
    for (int index = 0; index < 8; index++) classes |= byte == wanted[index] ? 1u << index : 0;
    if ((byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F) classes |= CMARK_ARENA_CONTROL;
    if (byte >= 0x80) classes |= CMARK_ARENA_NOT_ASCII;
  }
  return classes;
}
