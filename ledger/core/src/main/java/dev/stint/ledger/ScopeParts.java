package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What hangs on a scope: its ledgers, the scopes below it, what ends with it, and its epoch.
 * Nothing but the list of children is made before it is needed.
 */
abstract class ScopeParts extends ScopeNode {
  private static final VarHandle LEDGERS;
  private static final Ledger[] NO_LEDGERS = {};

  static {
    try {
      LEDGERS = MethodHandles.lookup().findVarHandle(ScopeParts.class, "ledgers", Ledger[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** By code, as long as the highest code in use; copied when a ledger is made, never changed. */
  private volatile Ledger[] ledgers = NO_LEDGERS;

  private final Children children = new Children(self());
  private volatile @Nullable Set<Owned> owned;

  /** The newest policy epoch that was bound to this scope itself, 0 for none. */
  private volatile long boundEpoch;

  ScopeParts(Ledgers root, ScopeKind kind, String name, Scope[] parents, @Nullable Pins pins) {
    super(root, kind, name, parents, pins);
  }

  @Override
  Children below() {
    return children;
  }

  long boundEpoch() {
    return boundEpoch;
  }

  /** Alone in the gate. */
  void boundEpoch(long epoch) {
    boundEpoch = epoch;
  }

  /** The ledger of that resource here, made at its first use. */
  public Ledger ledger(Resource resource) {
    Ledger seen = existing(resource.code());
    return seen != null ? seen : make(resource);
  }

  private Ledger make(Resource resource) {
    Ledger made = new Ledger(self(), resource);
    if (isClosed()) {
      made.close();
    }
    for (; ; ) {
      Ledger[] seen = ledgers;
      Ledger other = existing(resource.code());
      if (other != null) {
        return other;
      }
      Ledger[] more = Arrays.copyOf(seen, Math.max(seen.length, resource.code() + 1));
      more[resource.code()] = made;
      if (LEDGERS.compareAndSet(this, seen, more)) {
        return made;
      }
    }
  }

  @Nullable
  Ledger existing(Resource resource) {
    return existing(resource.code());
  }

  @Nullable
  Ledger existing(int code) {
    Ledger[] all = ledgers;
    return code < all.length ? all[code] : null;
  }

  /** The ledgers that exist here, in the order of their codes. */
  public List<Ledger> ledgers() {
    List<Ledger> present = new ArrayList<>();
    for (Ledger ledger : ledgers) {
      if (ledger != null) {
        present.add(ledger);
      }
    }
    return present;
  }

  /** The open scopes directly below that have a name; spans are not among them. */
  public List<Scope> children() {
    return children.list();
  }

  /** Registers what ends with this scope; false, and nothing is registered, when it is closing. */
  public boolean own(Owned thing) {
    Gate gate = root().gate();
    int ticket = gate.enterShared();
    try {
      return !isClosing() && ownedSet().add(thing);
    } finally {
      gate.exitShared(ticket);
    }
  }

  /** Forgets what {@link #own} registered: it has ended by itself. */
  public void disown(Owned thing) {
    Set<Owned> set = owned;
    if (set != null) {
      set.remove(thing);
    }
  }

  private synchronized Set<Owned> ownedSet() {
    Set<Owned> set = owned;
    if (set == null) {
      set = ConcurrentHashMap.newKeySet();
      owned = set;
    }
    return set;
  }

  boolean ownsSomething() {
    Set<Owned> set = owned;
    return set != null && !set.isEmpty();
  }

  void endOwned() {
    Set<Owned> set = owned;
    if (set == null) {
      return;
    }
    for (Owned thing : set) {
      try {
        thing.scopeCloses();
      } catch (Throwable e) {
        root().ownerFailed();
      }
      set.remove(thing);
    }
  }
}
