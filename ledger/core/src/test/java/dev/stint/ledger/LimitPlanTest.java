package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LimitPlanTest {
  private final Graph graph = new Graph();
  private final Scope bob = graph.ledgers.principal("bob");

  private static Binding epoch(long epoch) {
    return Binding.of("guest", "v2", epoch, "policy.yaml:7", "broker");
  }

  private LimitPlan plan(long epoch) {
    Limit two = Limit.hard(2).from("guest.yaml:4");
    return graph
        .binder
        .plan()
        .epoch(graph.alice, epoch)
        .bind(graph.alice, THREADS, two, epoch(epoch))
        .bind(graph.alice, FUEL, two.perWindow(1_000), epoch(epoch))
        .bind(bob, SOCKETS, null, epoch(epoch));
  }

  @Test
  @Tag("C-B3")
  @Tag("C-B4")
  @Tag("C-B5")
  @Tag("C-B6")
  @Tag("C-B7")
  @Tag("C-B8")
  void plan_applied_isReadBackFromEachLedgerWhole() {
    LimitPlan plan = plan(8);

    assertThat(plan.apply()).isNull();

    Binding fuel = graph.alice.ledger(FUEL).binding();
    assertThat(fuel.owner()).isEqualTo("system/alice");
    assertThat(fuel.resource()).isEqualTo(FUEL);
    assertThat(fuel.limit()).isSameAs(graph.alice.ledger(FUEL).limit());
    assertThat(fuel.limit().windowNanos()).isEqualTo(1_000);
    assertThat(fuel.profile() + " " + fuel.version() + " " + fuel.epoch()).isEqualTo("guest v2 8");
    assertThat(fuel.source() + " " + fuel.approver()).isEqualTo("policy.yaml:7 broker");
    assertThat(fuel.expiresNanos()).isEqualTo(Binding.NEVER);
    assertThat(fuel.auditId()).isEqualTo(graph.audit.records().get(1).sequence());
    assertThat(plan.steps().get(1).binding()).isSameAs(fuel);
    assertThat(graph.alice.epoch()).isEqualTo(8);
    assertThat(bob.epoch()).as("a scope that is not named").isZero();
    assertThat(graph.audit.records().get(2).detail())
        .isEqualTo(
            "exempt, by test, profile [guest], version [v2], epoch [8], source [policy.yaml:7],"
                + " approver [broker], expires [never]");
  }

  @Test
  @Tag("P21")
  void plan_ofAnOlderEpoch_isRefusedWhole_andMakesNoLedger() {
    graph.binder.plan().epoch(graph.alice, 9).apply();

    Stale stale = plan(8).apply();

    assertThat(stale.have()).isEqualTo(8);
    assertThat(stale.want()).isEqualTo(9);
    assertThat(graph.alice.ledgers()).isEmpty();
    assertThat(bob.ledgers()).isEmpty();
    assertThat(graph.audit.records()).hasSize(1);
  }

  @Test
  @Tag("P24")
  void audit_calledForEachStep_seesNoneInForce() {
    List<Object> seen = new ArrayList<>();
    Watching audit = new Watching();
    Ledgers ledgers = new Ledgers(new TestClock(), audit);
    Scope alice = ledgers.principal("alice");
    audit.look = () -> seen.add(alice.ledgers().size() + " " + alice.epoch());

    ledgers
        .binder("b")
        .plan()
        .epoch(alice, 3)
        .bind(alice, THREADS, Limit.hard(1), epoch(3))
        .bind(alice, SOCKETS, Limit.hard(1), epoch(3))
        .apply();

    assertThat(seen).containsExactly("0 0", "0 0");
    assertThat(alice.ledgers()).hasSize(2);
  }

  @Test
  @Tag("P24")
  void audit_thatThrowsAtAnyStep_leavesNothingBound_andSaysSoAfterwards() {
    for (int at = 0; at < 3; at++) {
      Watching audit = new Watching();
      Ledgers ledgers = new Ledgers(new TestClock(), audit);
      Scope alice = ledgers.principal("alice");
      LimitPlan plan = ledgers.binder("b").plan().epoch(alice, 3);
      for (Resource each : List.of(THREADS, SOCKETS, FUEL)) {
        plan.bind(alice, each, Limit.hard(1), epoch(3));
      }
      audit.throwAt = at;

      assertThatThrownBy(plan::apply).hasMessage("audit is full");

      assertThat(alice.ledgers()).isEmpty();
      assertThat(alice.epoch()).isZero();
      assertThat(audit.kept.records()).hasSize(at == 0 ? 0 : at + 1);
      if (at > 0) {
        assertThat(audit.kept.records().get(at).detail())
            .isEqualTo("not bound, nor what follows it: the audit or the clock failed, by b");
      }
    }
  }

  @Test
  void record_ofAWholePlan_standsInEachBinding() {
    LimitPlan plan = graph.binder.plan(77).bind(graph.alice, THREADS, Limit.hard(1), epoch(1));

    assertThat(plan.apply()).isNull();

    assertThat(graph.alice.ledger(THREADS).binding().auditId()).isEqualTo(77);
    assertThat(graph.audit.records()).isEmpty();
    assertThatThrownBy(() -> graph.binder.plan(0)).hasMessage("audit record [0] is none");
  }

  @Test
  @Tag("P18")
  void step_belowTheUse_isReportedWithItsExcess() {
    graph.alice.charge(THREADS, 5);

    LimitPlan plan = plan(1);
    plan.apply();

    assertThat(plan.steps()).extracting(LimitStep::excess).containsExactly(3L, 0L, 0L);
    assertThat(graph.alice.charge(THREADS, 1)).isNotNull();
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(5);
  }

  /** An audit that looks around, and throws once, when it is called for the n-th time. */
  private static final class Watching implements AuditSink {
    private final MemoryAudit kept = new MemoryAudit(10);
    private Runnable look = () -> {};
    private int throwAt = -1;
    private int calls;

    @Override
    public long append(AuditKind kind, String scopePath, String subject, String detail) {
      look.run();
      if (calls++ == throwAt) {
        throw new IllegalStateException("audit is full");
      }
      return kept.append(kind, scopePath, subject, detail);
    }

    @Override
    public AuditHead head() {
      return kept.head();
    }
  }
}
