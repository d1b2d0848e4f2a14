import Testing

/// Tests that make many copies. One after the other: each keeps a core busy, and others wait for sockets.
@Suite(.serialized) enum LeakProofs {}
