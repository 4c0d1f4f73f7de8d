package dev.stint.ledger;

/** A denial where Java needs an exception; it carries the {@link Denied} with all numbers. */
public final class ResourceLimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Denied denied;

  public ResourceLimitExceeded(Denied denied) {
    super(denied.message());
    this.denied = denied;
  }

  /** The denial, or null when the exception was read from another JVM. */
  public @Nullable Denied denied() {
    return denied;
  }
}
