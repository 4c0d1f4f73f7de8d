package dev.stint.ledger;

/**
 * Hears when the calling thread begins and ends to work for a scope. Called from woven code: an
 * implementation is short, takes no locks and never throws.
 */
public interface SpanListener {
  /**
   * The thread worked for {@code before} and now works for {@code after}; null is nobody in
   * particular, or the begin or the end of the thread.
   *
   * @param open what the last call on this thread returned
   * @return what the next call on this thread gets, null for nothing
   */
  @Nullable
  Object changed(@Nullable Object open, @Nullable Scope before, @Nullable Scope after);
}
