package dev.stint.ledger.jfr;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Scope;
import java.util.Map;
import java.util.WeakHashMap;

/** Writes {@code stint.Usage} for the ledgers whose numbers changed, at most {@value #MOST}. */
final class UsageWriter {
  static final int MOST = 1_000;

  private final Ledgers ledgers;
  private final JfrEvents events;

  /** What was written last of each ledger; guarded by this. */
  private final Map<Ledger, Long> written = new WeakHashMap<>();

  private boolean fresh = true;
  private int left;

  UsageWriter(Ledgers ledgers, JfrEvents events) {
    this.ledgers = ledgers;
    this.events = events;
  }

  /** Writes everything again at the next turn: a new recording knows nothing yet. */
  synchronized void forget() {
    written.clear();
    fresh = true;
  }

  synchronized void write() {
    left = MOST;
    if (fresh) {
      fresh = false;
      Bindings.write(ledgers.system());
    }
    walk(ledgers.system());
    long suppressed = events.takeSuppressed();
    if (suppressed > 0) {
      SuppressionEvent event = new SuppressionEvent();
      event.count = suppressed;
      event.commit();
    }
  }

  private void walk(Scope scope) {
    for (Ledger ledger : scope.ledgers()) {
      long mark = mark(ledger);
      Long before = written.get(ledger);
      if (left > 0 && (before == null || before != mark)) {
        written.put(ledger, mark);
        left--;
        commit(ledger);
      }
    }
    for (Scope child : scope.children()) {
      walk(child);
    }
  }

  /** A number that changes when any figure of the event does. */
  private static long mark(Ledger ledger) {
    long mark = ledger.used();
    mark = mark * 31 + ledger.total();
    mark = mark * 31 + ledger.denied();
    return mark * 31 + ledger.wouldDeny();
  }

  private static void commit(Ledger ledger) {
    UsageEvent event = new UsageEvent();
    Limit limit = ledger.limit();
    event.scope = ledger.scope().path();
    event.principal = ledger.scope().principalName();
    event.resource = ledger.resource().label();
    event.unit = ledger.resource().unit().name();
    event.used = ledger.used();
    event.total = ledger.total();
    event.peak = ledger.peak();
    event.hard = limit == null ? -1 : limit.hard();
    event.denied = ledger.denied();
    event.wouldDeny = ledger.wouldDeny();
    event.debt = ledger.excess();
    event.commit();
  }
}
