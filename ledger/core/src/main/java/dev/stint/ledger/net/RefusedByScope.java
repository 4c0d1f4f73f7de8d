package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Resource;

/** A scope refused, and no allowlisted scope took the connection instead. */
public final class RefusedByScope extends NetworkRefusal {
  private final Denied denied;

  RefusedByScope(Denied denied) {
    this.denied = denied;
  }

  /** The denial of the ledger, with all its numbers. */
  public Denied denied() {
    return denied;
  }

  @Override
  public String scopeKind() {
    return denied.ledger().scope().kind().label();
  }

  @Override
  public String reason() {
    return denied.reason().label();
  }

  @Override
  public String where() {
    return denied.ledger().scope().path();
  }

  @Override
  public Resource resource() {
    return denied.resource();
  }

  @Override
  public long used() {
    return denied.used();
  }

  @Override
  public long limit() {
    return denied.hard();
  }

  @Override
  public long retryAfterNanos() {
    return denied.retryAfterNanos();
  }

  @Override
  public boolean retryable() {
    return denied.retryable();
  }

  @Override
  public String code() {
    return denied.code();
  }

  @Override
  public String message() {
    return denied.message();
  }
}
