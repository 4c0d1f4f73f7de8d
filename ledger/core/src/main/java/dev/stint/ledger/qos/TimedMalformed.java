package dev.stint.ledger.qos;

/**
 * A frame that is none, with as much of its head as could be read, so that a reply can name it.
 * Immutable.
 */
public final class TimedMalformed implements TimedMessage {
  private final int opCode;
  private final int nonce;

  TimedMalformed(int opCode, int nonce) {
    this.opCode = opCode;
    this.nonce = nonce;
  }

  /** The seven bits where the operation stands, 0 when the frame is shorter. */
  public int opCode() {
    return opCode;
  }

  /** The four bytes where the nonce stands, 0 when the frame is shorter. */
  public int nonce() {
    return nonce;
  }

  /** The reply to such a request. */
  public TimedReply reply() {
    return TimedReply.malformed(opCode, nonce);
  }

  @Override
  public String toString() {
    return "malformed op " + opCode;
  }
}
