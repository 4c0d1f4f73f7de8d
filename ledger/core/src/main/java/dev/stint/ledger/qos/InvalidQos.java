package dev.stint.ledger.qos;

/** A number that stands for no class. Immutable. */
public final class InvalidQos implements QosArgument {
  private final int wire;

  InvalidQos(int wire) {
    this.wire = wire;
  }

  /** The number as it arrived. */
  public int wire() {
    return wire;
  }

  @Override
  public String label() {
    return "invalid[" + wire + "]";
  }

  @Override
  public String toString() {
    return label();
  }
}
