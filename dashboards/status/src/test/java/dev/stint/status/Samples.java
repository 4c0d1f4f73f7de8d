package dev.stint.status;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.SnapshotSection;
import dev.stint.ledger.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Real ledgers with known numbers. */
final class Samples {
  private Samples() {}

  static Ledgers ledgers() {
    return new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
  }

  /** alice: 3 of 4 threads, one denial; bob: 1536 bytes of linear memory, no limit, a session. */
  static Ledgers aliceAndBob() {
    Ledgers ledgers = ledgers();
    Scope alice = ledgers.principal("alice");
    Limit four = Limit.hard(4).withSoft(3).from("p.yaml:7 threadLimit");
    ledgers.binder("test").bind(alice, Resource.THREADS, four);
    alice.charge(Resource.THREADS, 3);
    alice.charge(Resource.THREADS, 2);
    Scope session = ledgers.principal("bob").child(ScopeKind.SESSION, "s<1>\n");
    session.charge(Resource.LINEAR_MEMORY, 1_536);
    return ledgers;
  }

  static Snapshots snapshots(Ledgers ledgers) {
    Snapshots snapshots = new Snapshots(ledgers);
    Map<String, Object> hooks = new TreeMap<>();
    hooks.put("installed", 7L);
    hooks.put("missing", List.of("java.net.Socket"));
    snapshots.add(section("hooks", hooks));
    return snapshots;
  }

  static SnapshotSection section(String name, Object content) {
    return new SnapshotSection() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Object content() {
        return content;
      }
    };
  }
}
