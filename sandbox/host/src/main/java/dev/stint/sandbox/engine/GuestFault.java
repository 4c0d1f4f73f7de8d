package dev.stint.sandbox.engine;

/** The guest gave an address that is not inside its memory. Carries no stack trace. */
public final class GuestFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GuestFault(long address, long lengthBytes, long sizeBytes) {
    super(
        "address outside guest memory: address ["
            + address
            + "], length ["
            + lengthBytes
            + "], memory ["
            + sizeBytes
            + "]",
        null,
        false,
        false);
  }
}
