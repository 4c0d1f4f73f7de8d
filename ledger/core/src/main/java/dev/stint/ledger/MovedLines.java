package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that the ledgers of moved scopes have after the move, made before the gate is entered,
 * as the {@link Move} that they belong to.
 */
final class MovedLines {
  private final Scope[] moved;
  private final Ledger[] ledgers;
  private final Ledger[][] lines;

  /**
   * @param after the lines of the scopes, once they have moved
   */
  MovedLines(Scope[] moved, Scope[][] after) {
    this.moved = moved;
    List<Ledger> charged = new ArrayList<>();
    List<Ledger[]> next = new ArrayList<>();
    for (int i = 0; i < moved.length; i++) {
      for (int code = 1; code <= Resource.count(); code++) {
        Ledger ledger = moved[i].existing(code);
        if (ledger != null && ledger.hasLine()) {
          charged.add(ledger);
          next.add(ledger.along(after[i]));
        }
      }
    }
    this.ledgers = charged.toArray(new Ledger[0]);
    this.lines = next.toArray(new Ledger[0][]);
  }

  /** Whether no ledger got a line since they were made; none ever loses it. Alone in the gate. */
  boolean complete() {
    int count = 0;
    for (Scope scope : moved) {
      for (int code = 1; code <= Resource.count(); code++) {
        Ledger ledger = scope.existing(code);
        count += ledger != null && ledger.hasLine() ? 1 : 0;
      }
    }
    return count == ledgers.length;
  }

  /** Alone in the gate. */
  void draw() {
    for (int i = 0; i < ledgers.length; i++) {
      ledgers[i].drawn(lines[i]);
    }
  }
}
