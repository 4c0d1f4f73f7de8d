package dev.stint.status;

import dev.stint.ledger.Nullable;

/**
 * What a table shows.
 *
 * @param width the columns of the terminal, at least 40
 * @param allScopes also sessions, connections and invocations, by path
 * @param principal only rows of this principal, null for all
 */
public record TableOptions(int width, boolean allScopes, @Nullable String principal) {
  public static final TableOptions DEFAULT = new TableOptions(120, false, null);

  public TableOptions {
    width = Math.max(40, width);
  }
}
