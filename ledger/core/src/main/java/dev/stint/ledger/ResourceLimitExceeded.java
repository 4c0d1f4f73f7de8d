package dev.stint.ledger;

/** A denial where Java needs an exception; it carries the {@link Denied} with all numbers. */
public final class ResourceLimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Denied denied;

  public ResourceLimitExceeded(Denied denied) {
    super(denied.message());
    this.denied = denied;
  }

  private ResourceLimitExceeded(@Nullable String message, Denied denied) {
    super(message, null, false, false);
    this.denied = denied;
  }

  /**
   * The denial of one who was denied a moment ago and goes on: without a stack trace, and with a
   * message that is made when it is asked for, so that a storm of denials costs next to nothing.
   */
  public static ResourceLimitExceeded repeated(Denied denied) {
    return new ResourceLimitExceeded(null, denied);
  }

  /** The denial, or null when the exception was read from another JVM. */
  public @Nullable Denied denied() {
    return denied;
  }

  @Override
  public @Nullable String getMessage() {
    String message = super.getMessage();
    return message == null && denied != null ? denied.message() : message;
  }
}
