package dev.stint.ledger.site;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import java.util.concurrent.RejectedExecutionException;

/** A denied timer, as the exception that callers of a scheduler handle. */
public final class TimerLimitExceeded extends RejectedExecutionException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Denied denied;

  TimerLimitExceeded(Denied denied) {
    super(denied.message());
    this.denied = denied;
  }

  @Override
  public @Nullable Denied denied() {
    return denied;
  }
}
