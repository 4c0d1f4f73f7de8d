package dev.stint.ledger.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The set of states seen, in the order in which they were found, each with the state it was found
 * from. Costs the bytes of the state, rounded up to eight, and about 16 more.
 */
final class StateStore {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final int length;
  private final int width;
  private final List<byte[]> states = new ArrayList<>();
  private final List<int[]> parents = new ArrayList<>();
  private int[] table = new int[1 << 12];
  private int size;

  StateStore(int length) {
    this.length = length;
    this.width = (length + 7) & ~7;
  }

  int size() {
    return size;
  }

  byte[] get(int index) {
    int at = (index & (CHUNK - 1)) * width;
    return Arrays.copyOfRange(states.get(index >>> CHUNK_BITS), at, at + length);
  }

  int parent(int index) {
    return parents.get(index >>> CHUNK_BITS)[index & (CHUNK - 1)];
  }

  /** The index of the state, or -1 when it was not seen. */
  int find(byte[] state) {
    return table[slot(Arrays.copyOf(state, width))] - 1;
  }

  /** Adds the state; returns its index, or the complement of it when it was there already. */
  int add(byte[] state, int parent) {
    byte[] padded = Arrays.copyOf(state, width);
    int slot = slot(padded);
    if (table[slot] != 0) {
      return ~(table[slot] - 1);
    }
    int index = size++;
    if ((index & (CHUNK - 1)) == 0) {
      states.add(new byte[CHUNK * width]);
      parents.add(new int[CHUNK]);
    }
    System.arraycopy(
        padded, 0, states.get(index >>> CHUNK_BITS), (index & (CHUNK - 1)) * width, width);
    parents.get(index >>> CHUNK_BITS)[index & (CHUNK - 1)] = parent;
    table[slot] = size;
    if (size > table.length / 5 * 3) {
      grow();
    }
    return index;
  }

  private int slot(byte[] padded) {
    int mask = table.length - 1;
    int slot = hash(padded, 0) & mask;
    while (table[slot] != 0 && !isAt(table[slot] - 1, padded)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean isAt(int index, byte[] padded) {
    byte[] chunk = states.get(index >>> CHUNK_BITS);
    int at = (index & (CHUNK - 1)) * width;
    for (int i = 0; i < width; i += 8) {
      if ((long) LONG.get(chunk, at + i) != (long) LONG.get(padded, i)) {
        return false;
      }
    }
    return true;
  }

  private int hash(byte[] bytes, int from) {
    long hash = 0;
    for (int i = 0; i < width; i += 8) {
      hash = (hash ^ (long) LONG.get(bytes, from + i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 16);
  }

  private void grow() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int index = 0; index < size; index++) {
      byte[] chunk = states.get(index >>> CHUNK_BITS);
      int slot = hash(chunk, (index & (CHUNK - 1)) * width) & mask;
      while (table[slot] != 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = index + 1;
    }
  }
}
