package dev.stint.ledger;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One use of a scope: while it is open, the reaper leaves the scope alone. Closing it does not
 * close the scope, and closing it again does nothing. See {@link Scope#use}.
 */
public final class ScopeUse implements AutoCloseable {
  private final Scope scope;
  private final @Nullable Pins pins;
  private final AtomicBoolean ended = new AtomicBoolean();

  ScopeUse(Scope scope, @Nullable Pins pins) {
    this.scope = scope;
    this.pins = pins;
  }

  public Scope scope() {
    return scope;
  }

  @Override
  public void close() {
    if (pins != null && ended.compareAndSet(false, true)) {
      pins.unpin();
    }
  }
}
