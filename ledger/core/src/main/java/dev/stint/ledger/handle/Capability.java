package dev.stint.ledger.handle;

/** What a handle means to its holder: an object, the interface it is seen through, and a badge. */
public final class Capability {
  private final long capId;
  private final long interfaceId;
  private final long badge;
  private final TransferMode mode;

  /**
   * @param capId the object
   * @param interfaceId what of it may be called
   * @param badge what the object knows its holder by
   */
  public Capability(long capId, long interfaceId, long badge, TransferMode mode) {
    this.capId = capId;
    this.interfaceId = interfaceId;
    this.badge = badge;
    this.mode = mode;
  }

  public long capId() {
    return capId;
  }

  public long interfaceId() {
    return interfaceId;
  }

  public long badge() {
    return badge;
  }

  public TransferMode mode() {
    return mode;
  }
}
