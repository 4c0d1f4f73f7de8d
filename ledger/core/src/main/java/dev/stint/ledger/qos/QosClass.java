package dev.stint.ledger.qos;

/**
 * How urgent a task is, from the least to the most. The order of the constants is the order of
 * urgency; the code on the wire is one unsigned byte and never changes.
 *
 * <p><b>Units:</b> windows are nanoseconds. <b>Source</b> of codes and windows: the QoS contract
 * that Stint follows (checklist ).
 */
public enum QosClass implements QosArgument {
  /** Maintenance, indexing, telemetry: wakes on an 8 ms grid. */
  IDLE(0, "idle", 8_000_000),
  /** Background work, and everybody who says nothing: 4 ms. */
  NORMAL(1, "normal", 4_000_000),
  /** What a person waits for: 1 ms. */
  INTERACTIVE(2, "interactive", 1_000_000),
  /** System-critical services that policy names; its timers are not coalesced. */
  PERF_BURST(3, "perf-burst", 0);

  /** The class of a task for which nobody chose one. */
  public static final QosClass DEFAULT = NORMAL;

  private static final QosClass[] BY_CODE = values();

  private final int code;
  private final String label;
  private final long windowNanos;

  QosClass(int code, String label, long windowNanos) {
    this.code = code;
    this.label = label;
    this.windowNanos = windowNanos;
  }

  /**
   * The class of that number, else an {@link InvalidQos}. All of the number counts: 256 is not 0.
   * Never throws.
   */
  public static QosArgument fromWire(int wire) {
    return wire < 0 || wire >= BY_CODE.length ? new InvalidQos(wire) : BY_CODE[wire];
  }

  /** The number on the wire, 0 to 3. */
  public int code() {
    return code;
  }

  /** The grid on which timers of this class wake, in nanoseconds; 0 for none. */
  public long windowNanos() {
    return windowNanos;
  }

  /** Whether this class is more urgent than the other. */
  public boolean isAbove(QosClass other) {
    return code > other.code;
  }

  /** The more urgent of two. */
  public static QosClass higher(QosClass a, QosClass b) {
    return a.isAbove(b) ? a : b;
  }

  /** The less urgent of two. */
  public static QosClass lower(QosClass a, QosClass b) {
    return a.isAbove(b) ? b : a;
  }

  static QosClass ofCode(int code) {
    return BY_CODE[code];
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return label;
  }
}
