package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import java.util.HashMap;
import java.util.Map;

/**
 * Values by address block; a look-up finds the most specific block that contains the address.
 * Immutable: {@link #with} and {@link #without} make another table, O(size); a look-up is O(number
 * of different lengths).
 */
public final class PrefixTable<V> {
  private final Map<Prefix, V> values;

  /** The lengths that occur, for IPv4 and IPv6 together, the longest first. */
  private final int[] lengths;

  private PrefixTable(Map<Prefix, V> values) {
    this.values = values;
    this.lengths = lengths(values);
  }

  /** The table without entries. */
  public static <V> PrefixTable<V> empty() {
    return new PrefixTable<V>(new HashMap<>());
  }

  /** A table with that entry too; an entry for the same block is replaced. */
  public PrefixTable<V> with(Prefix block, V value) {
    Map<Prefix, V> more = new HashMap<>(values);
    more.put(block, value);
    return new PrefixTable<>(more);
  }

  /** A table without an entry for exactly that block. */
  public PrefixTable<V> without(Prefix block) {
    Map<Prefix, V> fewer = new HashMap<>(values);
    fewer.remove(block);
    return new PrefixTable<>(fewer);
  }

  /** The most specific block of the table that contains that one, or null. */
  public @Nullable Prefix match(Prefix address) {
    for (int length : lengths) {
      if (length <= address.length()) {
        Prefix block = address.covering(length);
        if (values.containsKey(block)) {
          return block;
        }
      }
    }
    return null;
  }

  /** The value of exactly that block, or null. */
  public @Nullable V get(Prefix block) {
    return values.get(block);
  }

  public int size() {
    return values.size();
  }

  private static <V> int[] lengths(Map<Prefix, V> values) {
    boolean[] seen = new boolean[Prefix.BITS_6 + 1];
    int count = 0;
    for (Prefix block : values.keySet()) {
      if (!seen[block.length()]) {
        seen[block.length()] = true;
        count++;
      }
    }
    int[] lengths = new int[count];
    for (int length = Prefix.BITS_6; length >= 0; length--) {
      if (seen[length]) {
        lengths[lengths.length - count--] = length;
      }
    }
    return lengths;
  }
}
