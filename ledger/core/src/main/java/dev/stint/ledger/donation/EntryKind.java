package dev.stint.ledger.donation;

/** Who a service state object is charged to; fixed when it is created. */
public enum EntryKind {
  /** A client of the service. */
  CLIENT("client"),
  /** The service itself. */
  BASE("base");

  private final String label;

  EntryKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
