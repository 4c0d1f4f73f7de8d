package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node that has limits and usage. Scopes form a directed acyclic graph under one root, and a
 * charge is admitted by the scope and all its ancestors or by none.
 *
 * <p>All methods are safe from any thread. {@link #charge} and {@link #refund} allocate nothing;
 * when the resource is divisible and hot here, they are one compare-and-set on a lane. {@link
 * #reserve} allocates its token; a denial allocates its {@link Denied} once.
 */
public final class Scope implements AutoCloseable {
  private static final VarHandle LEDGERS;
  private static final Ledger[] NO_LEDGERS = {};

  static {
    try {
      LEDGERS = MethodHandles.lookup().findVarHandle(Scope.class, "ledgers", Ledger[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Ledgers root;
  private final ScopeKind kind;
  private final String name;

  /** By code, as long as the highest code in use; copied when a ledger is made, never changed. */
  private volatile Ledger[] ledgers = NO_LEDGERS;

  private final Children children = new Children(this);

  /** Where a move that is under way has it in its plan; written alone in the gate. */
  int slot;

  /** The parents: the one it was made below, then those that were named beside it. */
  private volatile Scope[] parents;

  /** This scope first, then every ancestor once, each before its own ancestors, the root last. */
  private volatile Scope[] line;

  /** Its places in the lists of the parents, in the order of the parents. */
  private volatile Edges.Edge @Nullable [] edges;

  /** Who uses it, when it was made through {@link #use}; else it stays until it is closed. */
  private final @Nullable Pins pins;

  private volatile @Nullable Deadline deadline;
  private volatile @Nullable Set<Owned> owned;
  private volatile boolean closing;
  private volatile boolean closed;

  /** The newest policy epoch that was bound to this scope itself, 0 for none. */
  private volatile long boundEpoch;

  Scope(Ledgers root, ScopeKind kind, String name, Scope[] parents, @Nullable Pins pins) {
    this.pins = pins;
    this.root = root;
    this.kind = kind;
    this.name = name;
    this.parents = parents;
    this.line = Ancestry.line(this, parents);
  }

  /** The scope of that kind and name below this one, made when there is none. */
  public Scope child(ScopeKind childKind, String childName) {
    return children.named(childKind, childName, NONE);
  }

  /**
   * Takes the scope of that kind and name below this one into use, and makes it when there is none:
   * the {@link Reaper} may close it once nobody uses it and it holds nothing. It is open when it is
   * returned, unless this scope is closing. A scope that somebody obtained by {@link #child} stays.
   */
  public ScopeUse use(ScopeKind childKind, String childName) {
    return children.use(childKind, childName);
  }

  /** Keeps the reaper away for good, and says whether that was in time. */
  public boolean keep() {
    return Staying.keep(this);
  }

  @Nullable
  Pins pins() {
    return pins;
  }

  /**
   * Lets the reaper close this scope at the first sweep from that instant on, on the clock of the
   * graph. A later call replaces the deadline; moving from a transient parent to others ends it.
   */
  public void expiresAt(long nanos) {
    if (parents.length == 0) {
      throw new IllegalStateException("the system scope cannot be closed");
    }
    Staying.expire(this, new Deadline(this, root.clock().nanoTime(), nanos));
  }

  synchronized void setDeadline(@Nullable Deadline next) {
    Deadline last = deadline;
    if (last != null) {
      root.deadlines().remove(last);
    }
    if (next != null) {
      root.deadlines().add(next);
    }
    deadline = next;
  }

  @Nullable
  Deadline deadline() {
    return deadline;
  }

  /** A scope below this one that also charges {@code others}, for example a protocol. */
  public Scope child(ScopeKind childKind, String childName, Scope... others) {
    return children.named(childKind, childName, others);
  }

  /**
   * A nameless scope below this one for one piece of control flow: closing it gives back all that
   * was charged through it. It may be closed after this scope, and then has nothing to give back.
   */
  public Scope span(String label) {
    return children.span(label);
  }

  /**
   * Changes the parents, for example of a connection whose principal is known now. What it and the
   * scopes below it hold is charged to the ancestors that are new and given back to those that it
   * leaves, as one step; a refusal by one of the new ancestors leaves everything as it was. A scope
   * below that has another parent beside keeps what it has through that one.
   *
   * <p>Stocks and pending reservations move. What was spent of a flow stays where it was spent, and
   * refunds count against that first: a budget is never refilled by a move. Tokens and lanes stay
   * good. The first parent gives the path and the name.
   *
   * @return null when it moved, else who refused, or that this scope or a parent is closed
   * @throws IllegalArgumentException when a new parent is this scope or below it
   * @throws IllegalStateException when the name is taken below the first parent
   */
  public @Nullable Denied rebind(Scope... newParents) {
    return Rebind.rebind(this, newParents);
  }

  /** Reserves; the answer is the token or the denial. One object, O(depth). */
  public Verdict reserve(Resource resource, long amount) {
    return refusedOr(attempt(resource, amount));
  }

  /** Reserves as far as the priority allows the ledgers to fill. One object, O(depth). */
  public Verdict reserve(Resource resource, long amount, Priority priority) {
    return refusedOr(
        Charging.reserve(this, resource, amount, priority.value(), Charging.ANY_EPOCH));
  }

  /** The same, but a denial is neither counted nor heard of yet: see {@link #refusedOr}. */
  Verdict attempt(Resource resource, long amount) {
    return Charging.reserve(this, resource, amount, Priority.ALWAYS.value(), Charging.ANY_EPOCH);
  }

  /** Counts the verdict when it is a denial, and tells the listener. */
  Verdict refusedOr(Verdict verdict) {
    return verdict instanceof Denied denied ? Charging.refuse(denied) : verdict;
  }

  /**
   * Reserves all amounts or none, in the order of the resource codes. A denial names the first
   * resource that was refused. One object for each resource and one for the set.
   */
  public SetVerdict reserveAll(Amounts amounts) {
    return ChargingSets.reserve(this, amounts);
  }

  /**
   * Reserves when {@code expectedEpoch} still is the epoch of the binding that is in force here;
   * else {@link Stale}. The comparison and the reservation are one step.
   */
  public Verdict reserveAt(Resource resource, long amount, long expectedEpoch) {
    return refusedOr(
        Charging.reserve(this, resource, amount, Priority.ALWAYS.value(), expectedEpoch));
  }

  /** The policy epoch in force: of this scope or its nearest ancestor that has one, else 0. */
  public long epoch() {
    for (Scope scope : line) {
      if (scope.boundEpoch != 0) {
        return scope.boundEpoch;
      }
    }
    return 0;
  }

  long boundEpoch() {
    return boundEpoch;
  }

  /** Alone in the gate. */
  void boundEpoch(long epoch) {
    boundEpoch = epoch;
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

  /**
   * Reserves and commits in one step; null when granted. No object when granted; one
   * compare-and-set on a lane, else O(depth).
   */
  public @Nullable Denied charge(Resource resource, long amount) {
    Lanes lanes = ledger(resource).lanes();
    if (lanes != null && lanes.take(amount)) {
      return null;
    }
    return Charging.charge(this, resource, amount);
  }

  /**
   * Gives back a charge without a token; what a windowed flow spent earlier stays spent. The caller
   * vouches for the amount: giving back more than was charged is a fault, found now or when the
   * lanes are drained, and puts the ledger in quarantine.
   */
  public void refund(Resource resource, long amount) {
    Ledger ledger = ledger(resource);
    Lanes lanes = ledger.lanes();
    if (lanes == null || ledger.movedAway() || !lanes.put(amount)) {
      Settling.refund(this, resource, amount);
    }
  }

  /**
   * Records what has already happened; never fails. What lies above hard is debt. After the end of
   * this scope it is recorded by a scope named {@code late} below the nearest ancestor that is
   * open.
   */
  public void record(Resource resource, long actual) {
    if (actual > 0) {
      Settling.record(this, resource, actual);
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

  /**
   * Hands a reservation down to the hook that the calling thread is about to meet, so that one
   * resource is counted once: the hook adopts the token instead of making a charge of its own.
   */
  public static Carried carry(Reservation reservation) {
    return new Carried(Cell.current(), reservation);
  }

  /** The ledger of that resource here, made at its first use. */
  public Ledger ledger(Resource resource) {
    Ledger seen = existing(resource.code());
    return seen != null ? seen : make(resource);
  }

  private Ledger make(Resource resource) {
    Ledger made = new Ledger(this, resource);
    if (closed) {
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
    Gate gate = root.gate();
    int ticket = gate.enterShared();
    try {
      return !closing && ownedSet().add(thing);
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
        root.ownerFailed();
      }
      set.remove(thing);
    }
  }

  /**
   * Closes this scope and all below it, by whichever parent: what only they held is given back to
   * the ancestors exactly once, later releases of their tokens do nothing, later charges are
   * denied. Idempotent.
   */
  @Override
  public void close() {
    if (parents.length == 0) {
      throw new IllegalStateException("the system scope cannot be closed");
    }
    Closing.close(this);
  }

  void markClosing() {
    closing = true;
  }

  /** True for the one call that closes. */
  boolean markClosed() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Joins the lists of the parents; inside the gate. */
  void attach() {
    edges = Children.attach(this, parents);
  }

  /** Leaves the lists of the parents; inside the gate. */
  void detach() {
    Children.detach(edges);
    edges = null;
  }

  /** Leaves the lists of the parents for others, never in none. Alone in the gate. */
  void replace(Edges.Edge[] next) {
    for (Edges.Edge edge : next) {
      edge.parent.edges().add(edge);
    }
    Children.detach(edges);
    edges = next;
  }

  /** Alone in the gate. */
  void moveTo(Scope[] next) {
    if (Staying.ends(line, next)) {
      // The reaper compares this alone in the gate; the list forgets it afterwards.
      deadline = null;
    }
    parents = next;
  }

  /** Alone in the gate. */
  void drawn(Scope[] nextLine) {
    line = nextLine;
  }

  Children below() {
    return children;
  }

  Edges edges() {
    return children.edges();
  }

  void leaveParents() {
    parents[0].children.forget(this);
  }

  public boolean isClosed() {
    return closed;
  }

  boolean isClosing() {
    return closing;
  }

  public ScopeKind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** The names from the root to here, such as {@code system/alice}. */
  public String path() {
    Scope above = parent();
    return above == null ? name : above.path() + "/" + name;
  }

  /** The scope that this one was made below; null for the root. */
  public @Nullable Scope parent() {
    return parents.length == 0 ? null : parents[0];
  }

  public Ledgers root() {
    return root;
  }

  Scope[] parents() {
    return parents;
  }

  Scope[] line() {
    return line;
  }

  Edges.@Nullable Edge firstEdge() {
    return children.firstEdge();
  }

  /** Whether a walk down from {@code top} that comes by {@code from} is the one that counts. */
  boolean isCountedFrom(Scope from, Scope top) {
    Scope[] all = parents;
    if (all.length == 1) {
      return true;
    }
    for (Scope parent : all) {
      if (parent.isWithin(top)) {
        return parent == from;
      }
    }
    return false;
  }

  /** Whether it is that scope or has it as an ancestor. */
  boolean isWithin(Scope ancestor) {
    return Ancestry.holds(line, ancestor);
  }

  /** Where to book what comes after the end: {@code late}, below the nearest open ancestor. */
  Scope late() {
    for (Scope ancestor : line) {
      if (!ancestor.closing) {
        return ancestor.child(ScopeKind.SERVICE, "late");
      }
    }
    return root.system();
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

  /** Whether a principal pays here, and not the host for all. */
  boolean isWithinPrincipal() {
    for (Scope scope : line) {
      if (scope.kind == ScopeKind.PRINCIPAL) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return path();
  }

  static final Scope[] NONE = new Scope[0];
}
