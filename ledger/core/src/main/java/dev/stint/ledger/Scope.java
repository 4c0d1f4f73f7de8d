package dev.stint.ledger;

/**
 * A node that has limits and usage. Scopes form a directed acyclic graph under one root, and a
 * charge is admitted by the scope and all its ancestors or by none.
 *
 * <p>All methods are safe from any thread. {@link #charge} and {@link #refund} allocate nothing;
 * when the resource is divisible and hot here, they are one compare-and-set on a lane. {@link
 * #reserve} allocates its token; a denial allocates its {@link Denied} once.
 */
public final class Scope extends ScopeParts implements AutoCloseable {
  Scope(Ledgers root, ScopeKind kind, String name, Scope[] parents, @Nullable Pins pins) {
    super(root, kind, name, parents, pins);
    drawn(Ancestry.line(this, parents));
  }

  @Override
  Scope self() {
    return this;
  }

  /** The scope of that kind and name below this one, made when there is none. */
  public Scope child(ScopeKind childKind, String childName) {
    return below().named(childKind, childName, NONE);
  }

  /**
   * Takes the scope of that kind and name below this one into use, and makes it when there is none:
   * the {@link Reaper} may close it once nobody uses it and it holds nothing. It is open when it is
   * returned, unless this scope is closing. A scope that somebody obtained by {@link #child} stays.
   */
  public ScopeUse use(ScopeKind childKind, String childName) {
    return below().use(childKind, childName);
  }

  /** Keeps the reaper away for good, and says whether that was in time. */
  public boolean keep() {
    return Staying.keep(this);
  }

  /**
   * Lets the reaper close this scope at the first sweep from that instant on, on the clock of the
   * graph. A later call replaces the deadline; moving from a transient parent to others ends it.
   */
  public void expiresAt(long nanos) {
    if (parent() == null) {
      throw new IllegalStateException("the system scope cannot be closed");
    }
    Staying.expire(this, new Deadline(this, root().clock().nanoTime(), nanos));
  }

  /** A scope below this one that also charges {@code others}, for example a protocol. */
  public Scope child(ScopeKind childKind, String childName, Scope... others) {
    return below().named(childKind, childName, others);
  }

  /**
   * A nameless scope below this one for one piece of control flow: closing it gives back all that
   * was charged through it. It may be closed after this scope, and then has nothing to give back.
   */
  public Scope span(String label) {
    return below().span(label);
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
    for (Scope scope : line()) {
      if (scope.boundEpoch() != 0) {
        return scope.boundEpoch();
      }
    }
    return 0;
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
    for (Scope scope : line()) {
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

  /**
   * Closes this scope and all below it, by whichever parent: what only they held is given back to
   * the ancestors exactly once, later releases of their tokens do nothing, later charges are
   * denied. Idempotent.
   */
  @Override
  public void close() {
    if (parent() == null) {
      throw new IllegalStateException("the system scope cannot be closed");
    }
    Closing.close(this);
  }
}
