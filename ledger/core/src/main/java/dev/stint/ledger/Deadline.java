package dev.stint.ledger;

/** Until when a scope may stay where it is; the reaper closes it after that. Immutable. */
public final class Deadline {
  private final Scope scope;
  private final long sinceNanos;
  private final long atNanos;

  Deadline(Scope scope, long sinceNanos, long atNanos) {
    this.scope = scope;
    this.sinceNanos = sinceNanos;
    this.atNanos = atNanos;
  }

  public Scope scope() {
    return scope;
  }

  /** The principal that pays for it, {@code default} while nobody is known. */
  public String owner() {
    return scope.principalName();
  }

  /** How long ago the deadline was set, by the clock of the graph. */
  public long ageNanos() {
    return scope.root().clock().nanoTime() - sinceNanos;
  }

  /** When it ends, on the clock of the graph. */
  public long atNanos() {
    return atNanos;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  boolean isPast(long nowNanos) {
    return nowNanos - atNanos >= 0;
  }
}
