package dev.stint.ledger.donation;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditRecord;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A caller's session, a service, and a clock and an audit that a test can move and break. */
final class DonationGraph implements MonotonicClock, AuditSink, DonationListener {
  final AtomicLong now = new AtomicLong();
  final MemoryAudit audit = new MemoryAudit(4096);

  /** How many calls out succeed before one throws; below 0 all do. */
  final AtomicInteger untilFault = new AtomicInteger(-1);

  final Ledgers ledgers = new Ledgers(this, this);
  final Binder binder = ledgers.binder("test");
  final Scope alice = ledgers.principal("alice");
  final Scope session = alice.child(ScopeKind.SESSION, "s1");
  final Scope service = ledgers.system().child(ScopeKind.SERVICE, "db");
  final Donations donations = new Donations(ledgers);

  DonationGraph() {
    donations.listen(this);
  }

  @Override
  public long nanoTime() {
    mayFail("clock");
    return now.get();
  }

  @Override
  public long append(AuditKind kind, String scopePath, String subject, String detail) {
    mayFail("audit");
    return audit.append(kind, scopePath, subject, detail);
  }

  @Override
  public AuditHead head() {
    return audit.head();
  }

  @Override
  public void ended(DonationView donation) {
    mayFail("listener");
  }

  private void mayFail(String who) {
    if (untilFault.get() >= 0 && untilFault.getAndDecrement() == 0) {
      throw new IllegalStateException("injected into the " + who);
    }
  }

  DonationGraph limit(Scope scope, Resource resource, long hard) {
    binder.bind(scope, resource, Limit.hard(hard).from("test.yaml:1"));
    return this;
  }

  Offer donate(Resource resource, long amount) {
    return donations.donate(session, service, resource, amount, 1_000, 42);
  }

  long used(Scope scope, Resource resource) {
    return scope.ledger(resource).used();
  }

  List<String> trail() {
    return audit.records().stream()
        .filter(r -> r.kind() == AuditKind.DONATION)
        .map(AuditRecord::detail)
        .toList();
  }
}
