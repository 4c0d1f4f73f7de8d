package dev.stint.ledger.net;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;

/**
 * A refused connection. Nothing is held for it any more. Immutable.
 *
 * <p>The numbers were read at the instant of the refusal.
 */
public abstract sealed class NetworkRefusal implements NetworkAdmission
    permits RefusedByBlock, RefusedByRate, RefusedByScope {
  NetworkRefusal() {}

  /** What refused: {@code block}, {@code rate} or the kind of the scope, a word for counters. */
  public abstract String scopeKind();

  /** Why: a word for counters, such as {@code limit}. */
  public abstract String reason();

  /** Who refused: the address block, such as {@code 2001:db8::/56}, or the path of the scope. */
  public abstract String where();

  public abstract Resource resource();

  /** What was held there. */
  public abstract long used();

  /** What may be held there. */
  public abstract long limit();

  /** As {@link dev.stint.ledger.Denied#retryAfterNanos}. */
  public abstract long retryAfterNanos();

  /** Whether the same connection may be admitted later without a change of limits. */
  public boolean retryable() {
    return retryAfterNanos() != 0;
  }

  /** The code of its page. */
  public abstract String code();

  /** The whole message, one line. */
  public abstract String message();

  @Override
  public Admitted orThrow() {
    throw new NetworkRefused(this);
  }

  @Override
  public String toString() {
    return message();
  }

  /** The message of what is refused before any scope is asked. */
  final String text(String what, String numbers) {
    return what
        + ": address block ["
        + where()
        + "] "
        + resource().label()
        + ", requested [1], used ["
        + used()
        + "], "
        + numbers
        + ", retry ["
        + retry()
        + "] ("
        + code()
        + ")";
  }

  private String retry() {
    long nanos = retryAfterNanos();
    if (nanos == 0) {
      return "no";
    }
    return nanos < 0 ? "on release" : "in " + Unit.MICROSECONDS.format(micros(nanos));
  }

  /** Rounded up: who waits that long does not come too early. */
  private static long micros(long nanos) {
    return nanos / 1_000 + (nanos % 1_000 == 0 ? 0 : 1);
  }
}
