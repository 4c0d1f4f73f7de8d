package dev.stint.ledger;

/** Everything that the kernel calls out to, as one thing that throws at its k-th call. */
final class Faults implements MonotonicClock, AuditSink, LedgerListener, Owned {
  /** Where it throws. */
  enum At {
    CLOCK,
    LISTENER,
    AUDIT,
    OWNED
  }

  static final class InjectedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static final class InjectedError extends Error {
    private static final long serialVersionUID = 1;
  }

  private final TestClock clock = new TestClock();
  private final MemoryAudit audit = new MemoryAudit(64);
  private At armed;
  private int left;
  private boolean error;
  private boolean hit;
  private long tick;

  /** From now on the k-th call there throws, once. */
  void arm(At at, int k, boolean withError) {
    armed = at;
    left = k;
    error = withError;
    hit = false;
  }

  /** Throws no more; whether it did. */
  boolean disarm() {
    armed = null;
    return hit;
  }

  private void pass(At here) {
    if (armed == here && --left == 0) {
      armed = null;
      hit = true;
      if (error) {
        throw new InjectedError();
      }
      throw new InjectedException();
    }
  }

  /** From now on every reading moves the clock, so that a wait comes to its end by itself. */
  void tickAtEveryReading(long nanos) {
    tick = nanos;
  }

  void advance(long nanos) {
    clock.advance(nanos);
  }

  MemoryAudit records() {
    return audit;
  }

  @Override
  public long nanoTime() {
    pass(At.CLOCK);
    clock.advance(tick);
    return clock.nanoTime();
  }

  @Override
  public long append(AuditKind kind, String scopePath, String subject, String detail) {
    pass(At.AUDIT);
    return audit.append(kind, scopePath, subject, detail);
  }

  @Override
  public AuditHead head() {
    return audit.head();
  }

  @Override
  public void denied(Denied denied) {
    pass(At.LISTENER);
  }

  @Override
  public void scopeOpened(Scope scope) {
    pass(At.LISTENER);
  }

  @Override
  public void scopeClosed(Scope scope) {
    pass(At.LISTENER);
  }

  @Override
  public void scopeCloses() {
    pass(At.OWNED);
  }
}
