package dev.stint.ledger.donation;

/**
 * The donations out of one ledger, or into one receiver, since the start: at all times donated =
 * spent + returned + outstanding. In the unit of the resource. Immutable.
 *
 * <p>Out of a ledger the donations of that ledger count, not the parts made from them. Into a
 * receiver each donation and each part counts whose receiver it is now or was at the end, so a part
 * counts at its own receiver and within the donation that it was made from. What is held of a stock
 * counts as spent until it is given back.
 */
public final class DonationFigures {
  private final String path;
  private final String resource;
  private final boolean outgoing;
  private final long donated;
  private final long spent;
  private final long returned;
  private final long outstanding;

  DonationFigures(
      String path,
      String resource,
      boolean outgoing,
      long donated,
      long spent,
      long returned,
      long outstanding) {
    this.path = path;
    this.resource = resource;
    this.outgoing = outgoing;
    this.donated = donated;
    this.spent = spent;
    this.returned = returned;
    this.outstanding = outstanding;
  }

  /** The path of the donor or the receiver; {@code *} for those that have no entry of their own. */
  public String path() {
    return path;
  }

  public String resource() {
    return resource;
  }

  /** Whether the ledger donated; else it received. */
  public boolean outgoing() {
    return outgoing;
  }

  public long donated() {
    return donated;
  }

  public long spent() {
    return spent;
  }

  public long returned() {
    return returned;
  }

  /** What can still be spent or returned. */
  public long outstanding() {
    return outstanding;
  }

  @Override
  public String toString() {
    return (outgoing ? "out of " : "into ")
        + path
        + " "
        + resource
        + ": donated "
        + donated
        + ", spent "
        + spent
        + ", returned "
        + returned
        + ", outstanding "
        + outstanding;
  }
}
