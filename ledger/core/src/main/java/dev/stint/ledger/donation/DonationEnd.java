package dev.stint.ledger.donation;

/** What ended a donation: whichever came first. */
public enum DonationEnd {
  /** The service finished. */
  FINISHED("finished"),
  /** The deadline passed. */
  TIMEOUT("timeout"),
  /** The one who made it called it back. */
  CANCELLED("cancelled"),
  /** The scope that pays was closed. */
  DONOR_CLOSED("donor closed"),
  /** The scope of the receiver was closed. */
  RECEIVER_CLOSED("receiver closed"),
  /** The donation that it is a part of ended. */
  PARENT_ENDED("parent ended"),
  /** It could not begin. */
  ABANDONED("abandoned");

  private final String label;

  DonationEnd(String label) {
    this.label = label;
  }

  /** The word for messages and tables. */
  public String label() {
    return label;
  }
}
