package dev.stint.profiles;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Binding;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A graph whose clock the test moves. Its audit and its clock look around when they are called, or
 * throw.
 */
final class Graph implements AuditSink, MonotonicClock {
  final MemoryAudit kept = new MemoryAudit(2_000);
  long now = 1_000;
  Consumer<String> look = detail -> {};

  /** At which call of the audit or the clock they throw once; -1 for never. */
  int throwAt = -1;

  private int calls;

  // The last field: the graph reads the clock when it is made.
  final Ledgers ledgers = new Ledgers(this, this);

  @Override
  public long nanoTime() {
    step();
    return now;
  }

  @Override
  public long append(AuditKind kind, String scopePath, String subject, String detail) {
    step();
    look.accept(detail);
    return kept.append(kind, scopePath, subject, detail);
  }

  private void step() {
    if (throwAt >= 0 && calls++ == throwAt) {
      throw new IllegalStateException("step " + throwAt + " fails");
    }
  }

  /** From now on the n-th call throws. */
  void throwAt(int call) {
    calls = 0;
    throwAt = call;
  }

  /** Whether it has come to the call that throws. */
  boolean hasThrown() {
    return calls > throwAt;
  }

  @Override
  public AuditHead head() {
    return kept.head();
  }

  /** The whole of what binds anything, as text: limits, bindings, epochs, by path. */
  Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    collect(ledgers.system(), state);
    return state;
  }

  private static void collect(Scope scope, Map<String, String> into) {
    into.put(scope.path(), "epoch " + scope.epoch());
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      Binding binding = ledger.binding();
      if (limit != null || binding != null) {
        String text =
            (limit == null ? "none" : text(limit))
                + " by "
                + (binding == null ? "-" : text(binding));
        into.put(scope.path() + " " + ledger.resource().label(), text);
      }
    }
    for (Scope child : scope.children()) {
      collect(child, into);
    }
  }

  static String text(Limit limit) {
    return limit.hard()
        + "+"
        + limit.burst()
        + "/"
        + limit.windowNanos()
        + " "
        + limit.admission()
        + " "
        + limit.origin();
  }

  private static String text(Binding by) {
    return by.profile()
        + " "
        + by.version()
        + " "
        + by.epoch()
        + " "
        + by.source()
        + " "
        + by.approver()
        + " "
        + by.expiresNanos();
  }

  List<String> details() {
    return kept.records().stream().map(r -> r.detail()).toList();
  }

  /** A profile with those hard limits. */
  static ResourceProfile profile(String id, long epoch, Map<Resource, Limit> limits) {
    ProfileHeader header =
        new ProfileHeader(id + ".yaml", 1, Place.WHOLE_FILE, id, "v1", epoch, Place.WHOLE_FILE);
    Map<Resource, Limit> named = new EnumMap<>(Resource.class);
    limits.forEach((r, limit) -> named.put(r, limit.from(id + ".yaml " + r.profileField())));
    return new ResourceProfile(header, named, Map.of(), null, null);
  }
}
