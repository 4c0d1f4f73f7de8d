package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is let in when the normal scopes are full: address blocks, each for one principal or for any.
 * Edited at run time, from any thread; an edit changes what is asked later and nothing that is
 * admitted. A look-up is a walk over all entries, at most {@link #ENTRIES_AT_MOST}.
 */
public final class Allowlist {
  /** How many entries there may be: a list of people one knows, not a routing table. */
  public static final int ENTRIES_AT_MOST = 1_024;

  private volatile List<Entry> entries = new ArrayList<>();

  /**
   * Adds an entry; false when it is there already.
   *
   * @param principal null for any
   * @throws IllegalArgumentException when the name is not one of a principal
   * @throws IllegalStateException when the list is full
   */
  public synchronized boolean add(Prefix block, @Nullable String principal) {
    Entry entry = new Entry(block, principal == null ? null : PrincipalName.check(principal));
    List<Entry> more = new ArrayList<>(entries);
    if (more.contains(entry)) {
      return false;
    }
    if (more.size() == ENTRIES_AT_MOST) {
      throw new IllegalStateException(
          "allowlist is full: entry ["
              + entry
              + "], entries ["
              + ENTRIES_AT_MOST
              + "] (STINT-N017)");
    }
    more.add(entry);
    entries = more;
    return true;
  }

  /** Removes an entry; false when there was none. */
  public synchronized boolean remove(Prefix block, @Nullable String principal) {
    List<Entry> fewer = new ArrayList<>(entries);
    boolean removed = fewer.remove(new Entry(block, principal));
    entries = fewer;
    return removed;
  }

  /** Whether some principal may come from there. */
  public boolean allows(Prefix address) {
    for (Entry entry : entries) {
      if (entry.block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether that principal may come from there. */
  public boolean allows(Prefix address, String principal) {
    for (Entry entry : entries) {
      if (entry.block.contains(address) && entry.isFor(principal)) {
        return true;
      }
    }
    return false;
  }

  public int size() {
    return entries.size();
  }

  /** The entries as text, such as {@code 192.0.2.0/24 alice} or {@code 192.0.2.0/24}. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Entry entry : entries) {
      texts.add(entry.toString());
    }
    return texts;
  }

  private static final class Entry {
    final Prefix block;
    final @Nullable String principal;

    Entry(Prefix block, @Nullable String principal) {
      this.block = block;
      this.principal = principal;
    }

    boolean isFor(String name) {
      return principal == null || principal.equals(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entry that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return principal == null ? block.toString() : block + " " + principal;
    }
  }
}
