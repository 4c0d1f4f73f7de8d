package dev.stint.ledger.donation;

import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;

/**
 * The account of one state object of a service, tagged for life with who pays for it. Closing it
 * gives a stock back, once.
 */
public final class ServiceState implements AutoCloseable {
  private final EntryKind kind;
  private final Reservation token;

  ServiceState(EntryKind kind, Reservation token) {
    this.kind = kind;
    this.token = token;
  }

  public EntryKind kind() {
    return kind;
  }

  public Resource resource() {
    return token.resource();
  }

  public long amount() {
    return token.amount();
  }

  @Override
  public void close() {
    token.close();
  }
}
