package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import java.util.Arrays;

/**
 * Entry points of guest code: between {@link #enter} and {@link #exit} the thread works for the
 * principal that the class belongs to.
 */
public final class EntrySites {
  private static volatile Scope[] scopes = new Scope[0];

  private EntrySites() {}

  /** Makes a scope known to woven code; the number is baked into it. */
  public static synchronized int register(Scope scope) {
    Scope[] known = scopes;
    for (int i = 0; i < known.length; i++) {
      if (known[i] == scope) {
        return i;
      }
    }
    Scope[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = scope;
    scopes = more;
    return known.length;
  }

  /** Code of that scope begins; returns the scope that the thread worked for. No allocation. */
  public static @Nullable Object enter(int number) {
    Cell cell = Cell.current();
    Scope before = cell.scope;
    Principal.become(cell, scopes[number]);
    return before;
  }

  /** It ended, by return or exception. */
  public static void exit(@Nullable Object before) {
    Principal.restore(Cell.current(), (Scope) before);
  }
}
