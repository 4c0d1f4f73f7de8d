package dev.stint.ledger.qos;

/** Who started a task, which decides its class when its manifest names none (checklist Q-2). */
public enum Launch {
  /** A person started it. */
  USER(QosClass.INTERACTIVE),
  /** A service, or anything whose origin is not known. */
  BACKGROUND(QosClass.NORMAL),
  /** Upkeep of the system itself. */
  MAINTENANCE(QosClass.IDLE);

  private final QosClass defaultClass;

  Launch(QosClass defaultClass) {
    this.defaultClass = defaultClass;
  }

  /** The class of such a task; never {@link QosClass#PERF_BURST}, which policy alone gives. */
  public QosClass defaultClass() {
    return defaultClass;
  }
}
