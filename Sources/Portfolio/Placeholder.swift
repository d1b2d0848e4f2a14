// Placeholder until the room's first subject lands.
