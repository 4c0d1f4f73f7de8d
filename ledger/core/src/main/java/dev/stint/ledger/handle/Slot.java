package dev.stint.ledger.handle;

/** One stay of an edge in a table: from its publication until it is closed, moved or revoked. */
final class Slot {
  final HandleTable table;
  final int index;
  final int generation;
  final HoldEdge edge;

  Slot(HandleTable table, int index, int generation, HoldEdge edge) {
    this.table = table;
    this.index = index;
    this.generation = generation;
    this.edge = edge;
  }

  long handle() {
    return ((long) generation << Integer.SIZE) | index;
  }
}
