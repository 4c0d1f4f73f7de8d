package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A node that has limits and usage. Scopes form a directed acyclic graph under one root, and a
 * charge is admitted by the scope and all its ancestors or by none.
 *
 * <p>All methods are safe from any thread. The charging methods allocate nothing when they grant,
 * but for the token of {@link #reserve}; a denial allocates its {@link Denied}.
 */
public final class Scope implements AutoCloseable {
  private static final VarHandle LEDGER = MethodHandles.arrayElementVarHandle(Ledger[].class);

  private final Ledgers root;
  private final ScopeKind kind;
  private final String name;
  private final String path;
  private final @Nullable Scope parent;

  /** This scope first, then every ancestor once, each before its own ancestors, the root last. */
  private final Scope[] line;

  private final Ledger[] ledgers = new Ledger[Resource.count() + 1];
  private final ConcurrentMap<String, Scope> children = new ConcurrentHashMap<>();

  /** The scopes that name this one as a further parent. */
  private final Set<Scope> dependents = ConcurrentHashMap.newKeySet();

  private final Scope[] others;
  private volatile boolean closed;

  Scope(Ledgers root, ScopeKind kind, String name, @Nullable Scope parent, Scope[] others) {
    this.root = root;
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.others = others;
    this.path = parent == null ? name : parent.path + "/" + name;
    this.line = Ancestry.line(this, parent, others);
  }

  /** The scope of that kind and name below this one, made when there is none. */
  public Scope child(ScopeKind childKind, String childName) {
    return child(childKind, childName, new Scope[0]);
  }

  /** A scope below this one that also charges {@code others}, for example a protocol. */
  public Scope child(ScopeKind childKind, String childName, Scope... others) {
    if (childKind == ScopeKind.PRINCIPAL) {
      PrincipalName.check(childName);
    }
    String key = childKind.label() + ' ' + childName;
    for (; ; ) {
      Scope existing = children.get(key);
      if (existing != null && !existing.closed) {
        return existing;
      }
      Scope made = new Scope(root, childKind, childName, this, others);
      if (existing == null
          ? children.putIfAbsent(key, made) == null
          : children.replace(key, existing, made)) {
        for (Scope other : others) {
          other.dependents.add(made);
        }
        root.listener().scopeOpened(made);
        return made;
      }
    }
  }

  /** Reserves; the answer is the token or the denial. One object, O(depth). */
  public Verdict reserve(Resource resource, long amount) {
    return refusedOr(attempt(resource, amount));
  }

  /** The same, but a denial is neither counted nor heard of yet: see {@link #refusedOr}. */
  Verdict attempt(Resource resource, long amount) {
    Denied denied = admit(resource, amount, true);
    return denied == null ? new Reservation(this, resource, amount) : denied;
  }

  /** Counts the verdict when it is a denial, and tells the listener. */
  Verdict refusedOr(Verdict verdict) {
    if (verdict instanceof Denied denied) {
      refuse(denied);
    }
    return verdict;
  }

  private Denied refuse(Denied denied) {
    denied.ledger().countDenied();
    root.denied(denied);
    return denied;
  }

  /** Reserves, or throws {@link ResourceLimitExceeded}. */
  public Reservation reserveOrThrow(Resource resource, long amount) {
    return reserve(resource, amount).orThrow();
  }

  /**
   * Reserves, and waits for room at most so long; the time it waited is stall time of the ledger
   * that had none. Never call it with a lock held that a releaser needs. An interrupt ends the wait
   * with the denial and leaves the thread interrupted.
   */
  public Verdict reserve(Resource resource, long amount, long maxWaitNanos) {
    return Waiting.reserve(this, resource, amount, maxWaitNanos);
  }

  /** Reserves and commits in one step; null when granted. No object when granted, O(depth). */
  public @Nullable Denied charge(Resource resource, long amount) {
    Denied denied = admit(resource, amount, false);
    return denied == null ? null : refuse(denied);
  }

  /** Gives back a charge without a token; what a windowed flow spent earlier stays spent. */
  public void refund(Resource resource, long amount) {
    Gate gate = root.gate();
    gate.enterShared();
    try {
      if (!ledger(resource).closed()) {
        for (Scope scope : line) {
          scope.ledger(resource).refund(amount);
        }
      }
    } finally {
      gate.exitShared();
    }
  }

  /** Records what has already happened; never fails. What lies above hard is debt. */
  public void record(Resource resource, long actual) {
    if (actual <= 0) {
      return;
    }
    Gate gate = root.gate();
    gate.enterShared();
    try {
      for (Scope scope : line) {
        scope.ledger(resource).addPostPaid(actual);
      }
    } finally {
      gate.exitShared();
    }
  }

  /**
   * What a charge may still take here, in the unit of the resource: the least room of this scope
   * and its ancestors. Negative while there is debt, 0 when the scope is closed, {@link
   * Long#MAX_VALUE} when nothing bounds it. A reading, not a promise: another charge may come
   * first. No allocation, O(depth).
   */
  public long room(Resource resource) {
    long least = Long.MAX_VALUE;
    for (Scope scope : line) {
      least = Math.min(least, scope.ledger(resource).room());
    }
    return least;
  }

  private @Nullable Denied admit(Resource resource, long amount, boolean token) {
    if (amount < 0) {
      return denial(DenialReason.INVALID, ledger(resource), amount, 0);
    }
    Gate gate = root.gate();
    gate.enterShared();
    Ledger refused;
    try {
      refused = tryLine(resource, amount, token);
    } finally {
      gate.exitShared();
    }
    return refused == null ? null : admitAlone(resource, amount, token);
  }

  /** The final word: alone in the gate no charge is under way, so a refusal is justified. */
  private @Nullable Denied admitAlone(Resource resource, long amount, boolean token) {
    Gate gate = root.gate();
    gate.enterAlone();
    Ledger refused;
    long used = 0;
    try {
      refused = tryLine(resource, amount, token);
      if (refused != null) {
        used = refused.usedNow();
      }
    } finally {
      gate.exitAlone();
    }
    if (refused == null) {
      return null;
    }
    return denial(reason(refused), refused, amount, used);
  }

  private static DenialReason reason(Ledger refused) {
    if (refused.closed()) {
      return DenialReason.CLOSED;
    }
    Limit limit = refused.limit();
    return limit != null && limit.windowNanos() > 0 ? DenialReason.RATE : DenialReason.LIMIT;
  }

  private Denied denial(DenialReason why, Ledger ledger, long amount, long used) {
    long now = root.clock().nanoTime();
    long retry = ledger.closed() || amount < 0 ? 0 : ledger.retryAfterNanos(amount, now);
    return new Denied(why, this, ledger, amount, used, ledger.limit(), retry);
  }

  /** Charges bottom-up; returns the ledger that refused, with everything undone, or null. */
  private @Nullable Ledger tryLine(Resource resource, long amount, boolean token) {
    for (int i = 0; i < line.length; i++) {
      Ledger ledger = line[i].ledger(resource);
      if (!ledger.tryAdd(amount)) {
        for (int k = i - 1; k >= 0; k--) {
          line[k].ledger(resource).undo(amount);
        }
        return ledger;
      }
    }
    for (Scope scope : line) {
      Ledger ledger = scope.ledger(resource);
      if (token) {
        ledger.reservedBy(amount);
      } else {
        ledger.charged(amount);
      }
    }
    return null;
  }

  /**
   * Hands a reservation down to the hook that the calling thread is about to meet, so that one
   * resource is counted once: the hook adopts the token instead of making a charge of its own.
   */
  public static Carried carry(Reservation reservation) {
    return new Carried(Cell.current(), reservation);
  }

  void commit(Resource resource, long reserved, long actual) {
    settle(resource, reserved, actual, Step.COMMIT);
  }

  void rollback(Resource resource, long reserved) {
    settle(resource, reserved, 0, Step.ROLLBACK);
  }

  void release(Resource resource, long held) {
    settle(resource, held, 0, Step.RELEASE);
  }

  private void settle(Resource resource, long amount, long actual, Step step) {
    Gate gate = root.gate();
    gate.enterShared();
    try {
      if (ledger(resource).closed()) {
        return;
      }
      for (Scope scope : line) {
        step.apply(scope.ledger(resource), amount, actual);
      }
    } finally {
      gate.exitShared();
    }
  }

  /** The ledger of that resource here, made at its first use. */
  public Ledger ledger(Resource resource) {
    int code = resource.code();
    Ledger seen = (Ledger) LEDGER.getAcquire(ledgers, code);
    if (seen != null) {
      return seen;
    }
    Ledger made = new Ledger(this, resource);
    if (closed) {
      made.close();
    }
    return LEDGER.compareAndSet(ledgers, code, null, made)
        ? made
        : (Ledger) LEDGER.getAcquire(ledgers, code);
  }

  /** The ledgers that exist here, in the order of their codes. */
  public List<Ledger> ledgers() {
    List<Ledger> present = new ArrayList<>();
    for (int code = 1; code < ledgers.length; code++) {
      Ledger ledger = (Ledger) LEDGER.getAcquire(ledgers, code);
      if (ledger != null) {
        present.add(ledger);
      }
    }
    return present;
  }

  /** The open scopes directly below. */
  public List<Scope> children() {
    return new ArrayList<>(children.values());
  }

  /**
   * Closes this scope and all below it, by whichever parent: what only they held is given back to
   * the ancestors exactly once, later releases of their tokens do nothing, later charges are
   * denied. Idempotent.
   */
  @Override
  public void close() {
    if (parent == null) {
      throw new IllegalStateException("the system scope cannot be closed");
    }
    for (Scope child : children()) {
      child.close();
    }
    for (Scope dependent : dependents) {
      dependent.close();
    }
    Gate gate = root.gate();
    gate.enterAlone();
    try {
      if (closed) {
        return;
      }
      closed = true;
      drainAll();
    } finally {
      gate.exitAlone();
    }
    parent.children.remove(kind.label() + ' ' + name, this);
    for (Scope other : others) {
      other.dependents.remove(this);
    }
    root.listener().scopeClosed(this);
  }

  private void drainAll() {
    for (int code = 1; code < ledgers.length; code++) {
      Ledger ledger = (Ledger) LEDGER.getAcquire(ledgers, code);
      if (ledger != null) {
        long open = ledger.reserved();
        long held = ledger.close();
        for (int i = 1; i < line.length; i++) {
          line[i].ledger(ledger.resource()).drain(held, open);
        }
      }
    }
  }

  public boolean isClosed() {
    return closed;
  }

  public ScopeKind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** The names from the root to here, such as {@code system/alice}. */
  public String path() {
    return path;
  }

  /** The scope that this one was made below; null for the root. */
  public @Nullable Scope parent() {
    return parent;
  }

  public Ledgers root() {
    return root;
  }

  Scope[] line() {
    return line;
  }

  /** The principal that pays here: of this scope or its nearest ancestor, else {@code default}. */
  public String principalName() {
    for (Scope scope : line) {
      if (scope.kind == ScopeKind.PRINCIPAL) {
        return scope.name;
      }
    }
    return PrincipalName.DEFAULT;
  }

  @Override
  public String toString() {
    return path;
  }

  /** What a token does to each ledger of its line. */
  private enum Step {
    COMMIT,
    ROLLBACK,
    RELEASE;

    void apply(Ledger ledger, long amount, long actual) {
      switch (this) {
        case COMMIT -> ledger.commit(amount, actual);
        case ROLLBACK -> ledger.rollback(amount);
        case RELEASE -> ledger.release(amount);
      }
    }
  }
}
