package dev.stint.ledger.net;

/** PLACE */
public final class Admitted implements NetworkAdmission, AutoCloseable {
  @Override
  public Admitted orThrow() {
    return this;
  }

  @Override
  public void close() {}
}
