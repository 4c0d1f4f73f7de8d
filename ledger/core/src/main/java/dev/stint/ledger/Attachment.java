package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One scope's hold on a {@link SharedSegment}; ends exactly once, whichever threads race for it.
 */
public final class Attachment implements Owned, AutoCloseable {
  private static final VarHandle ENDED;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(Attachment.class, "ended", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SharedSegment segment;
  private final Reservation token;
  private volatile boolean ended;

  Attachment(SharedSegment segment, Reservation token) {
    this.segment = segment;
    this.token = token;
  }

  /** What the holder is charged for it. */
  public Reservation reservation() {
    return token;
  }

  @Override
  public void scopeCloses() {
    close();
  }

  /** Detaches: gives the holder's charge back and leaves the segment. */
  @Override
  public void close() {
    if (ENDED.compareAndSet(this, false, true)) {
      token.close();
      segment.exit();
      token.scope().disown(this);
    }
  }
}
