package dev.stint.ledger.site;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Scope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/**
 * A table of charges by identity that keeps no key alive. Thread-safe.
 *
 * <p>Sections under its locks are a few loads and stores; waiting spins, then yields, because JDK
 * locks may be held around a hook. {@link #remove} and {@link #find} allocate nothing.
 */
final class Charges {
  private static final int SEGMENTS = 64;

  private final Segment[] segments = new Segment[SEGMENTS];
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  Charges() {
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new Segment();
    }
  }

  /** Adds a charge; false when that object already has one, which stays. */
  boolean add(Object key, Scope scope, Reservation token) {
    int hash = hash(key);
    return segment(hash).add(new Charge(key, hash, scope, token, collected), key);
  }

  /** Notes a scope for that object, once more when it has one; the last scope counts. */
  void note(Object key, Scope scope) {
    int hash = hash(key);
    segment(hash).note(new Charge(key, hash, scope, null, collected), key);
  }

  /** The charge of that object, or null. No allocation. */
  @Nullable
  Charge find(Object key) {
    int hash = hash(key);
    return segment(hash).find(hash, key);
  }

  /** Takes the charge of that object out, at the last use; null when there is none. */
  @Nullable
  Charge remove(Object key) {
    int hash = hash(key);
    return segment(hash).remove(hash, key);
  }

  /** Ends the charges of objects that were collected unreleased; returns how many. */
  int expunge() {
    int ended = 0;
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      Charge charge = (Charge) gone;
      if (segment(charge.hash).unlink(charge)) {
        charge.end();
        ended++;
      }
    }
    return ended;
  }

  /** How many objects have a charge. */
  int size() {
    int sum = 0;
    for (Segment segment : segments) {
      sum += segment.size;
    }
    return sum;
  }

  private Segment segment(int hash) {
    return segments[hash & (SEGMENTS - 1)];
  }

  private static int hash(Object key) {
    int h = System.identityHashCode(key) * 0x9E3779B9;
    return h ^ (h >>> 15);
  }

  /** One part of the table with its own lock. */
  private static final class Segment {
    private static final VarHandle LOCK;

    static {
      try {
        LOCK = MethodHandles.lookup().findVarHandle(Segment.class, "lock", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private Charge[] table = new Charge[16];
    private volatile int lock;
    volatile int size;

    boolean add(Charge made, Object key) {
      lock();
      try {
        if (lookUp(made.hash, key) != null) {
          return false;
        }
        link(made);
        return true;
      } finally {
        lock = 0;
      }
    }

    void note(Charge made, Object key) {
      lock();
      try {
        Charge known = lookUp(made.hash, key);
        if (known != null) {
          made.uses = known.uses + 1;
          detach(known);
        }
        link(made);
      } finally {
        lock = 0;
      }
    }

    @Nullable
    Charge find(int hash, Object key) {
      lock();
      try {
        return lookUp(hash, key);
      } finally {
        lock = 0;
      }
    }

    @Nullable
    Charge remove(int hash, Object key) {
      lock();
      try {
        Charge known = lookUp(hash, key);
        if (known != null && --known.uses == 0) {
          detach(known);
        }
        return known;
      } finally {
        lock = 0;
      }
    }

    boolean unlink(Charge charge) {
      lock();
      try {
        return detach(charge);
      } finally {
        lock = 0;
      }
    }

    private @Nullable Charge lookUp(int hash, Object key) {
      for (Charge c = table[index(hash)]; c != null; c = c.next) {
        if (c.hash == hash && c.refersTo(key)) {
          return c;
        }
      }
      return null;
    }

    private void link(Charge made) {
      if (size >= table.length) {
        grow();
      }
      int at = index(made.hash);
      made.next = table[at];
      table[at] = made;
      size = size + 1;
    }

    private boolean detach(Charge charge) {
      int at = index(charge.hash);
      Charge before = null;
      for (Charge c = table[at]; c != null; before = c, c = c.next) {
        if (c == charge) {
          if (before == null) {
            table[at] = c.next;
          } else {
            before.next = c.next;
          }
          size = size - 1;
          return true;
        }
      }
      return false;
    }

    private void grow() {
      Charge[] old = table;
      table = new Charge[old.length * 2];
      for (Charge head : old) {
        Charge c = head;
        while (c != null) {
          Charge next = c.next;
          int at = index(c.hash);
          c.next = table[at];
          table[at] = c;
          c = next;
        }
      }
    }

    private int index(int hash) {
      return (hash >>> 6) & (table.length - 1);
    }

    private void lock() {
      for (int spins = 0; !LOCK.compareAndSet(this, 0, 1); spins++) {
        if (spins < 256) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }
  }
}
