package dev.stint.ledger.jfr;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import dev.stint.ledger.SpanListener;

/**
 * Writes a {@code stint.PrincipalScope} for each stretch of a thread's time in which it worked for
 * one scope and that lasted at least a millisecond; shorter ones leave nothing. While no recording
 * asks for them a change costs one look and no object.
 */
public final class PrincipalSpans implements SpanListener {
  @Override
  public @Nullable Object changed(
      @Nullable Object open, @Nullable Scope before, @Nullable Scope after) {
    if (open instanceof PrincipalScopeEvent event && before != null) {
      end(event, before);
    }
    return after == null ? null : begin();
  }

  private static void end(PrincipalScopeEvent event, Scope scope) {
    event.end();
    if (event.shouldCommit()) {
      event.principal = scope.principalName();
      event.scope = scope.path();
      event.kind = scope.kind().label();
      event.commit();
    }
  }

  private static @Nullable Object begin() {
    PrincipalScopeEvent event = new PrincipalScopeEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }
}
