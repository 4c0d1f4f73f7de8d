package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReaperTest {
  private final Graph graph = new Graph();
  private final Reaper reaper = graph.ledgers.reaper();

  @Test
  @Tag("R-15")
  void scopeInUse_isClosedAfterItsLastUse_byTheSecondSweepThatFindsItIdle() {
    ScopeUse use = graph.system.use(ScopeKind.PRINCIPAL, "bob");
    ScopeUse again = graph.system.use(ScopeKind.PRINCIPAL, "bob");
    Scope bob = use.scope();
    assertThat(again.scope()).isSameAs(bob);
    use.close();
    use.close();
    assertThat(sweeps(3)).isZero();

    again.close();
    assertThat(sweeps(1)).isZero();
    assertThat(sweeps(1)).isEqualTo(1);
    assertThat(bob.isClosed()).isTrue();
    assertThat(graph.system.use(ScopeKind.PRINCIPAL, "bob").scope().isClosed()).isFalse();
  }

  @Test
  void useBetweenTwoSweeps_startsTheCountAnew() {
    graph.system.use(ScopeKind.PRINCIPAL, "bob").close();
    assertThat(sweeps(1)).isZero();
    graph.system.use(ScopeKind.PRINCIPAL, "bob").close();
    assertThat(sweeps(1)).isZero();
    assertThat(sweeps(1)).isEqualTo(1);
  }

  @Test
  @Tag("R-15")
  @Tag("P76")
  void whatIsHeldLimitedOwnedOrNeeded_isNotIdle() {
    Scope held = used("held");
    held.reserveOrThrow(THREADS, 1).commit();
    Scope pending = used("pending");
    pending.reserveOrThrow(FUEL, 1);
    Scope hot = used("hot");
    for (int i = 0; i < 400; i++) {
      hot.charge(LINEAR_MEMORY, 1);
    }
    Scope total = used("total");
    graph.limit(total, FUEL, 100);
    total.charge(FUEL, 100);
    Scope window = used("window");
    graph.binder.bind(window, FUEL, Limit.hard(5).perWindow(1000));
    Scope parent = used("parent");
    parent.child(ScopeKind.SESSION, "s");
    Scope owner = used("owner");
    owner.own(new Nothing());
    Scope sticky = used("sticky");
    sticky.keep();
    Scope known = used("known");
    assertThat(graph.system.child(ScopeKind.PRINCIPAL, "known")).isSameAs(known);

    assertThat(sweeps(4)).isZero();
    assertThat(List.of(held, pending, hot, total, window, parent, owner, sticky, known))
        .noneMatch(Scope::isClosed);
    hot.refund(LINEAR_MEMORY, 400);
    assertThat(sweeps(2)).as("credit in lanes is not held").isEqualTo(1);
  }

  @Test
  void spentFlowWithoutALimit_isNoReasonToStay() {
    used("bob").charge(FUEL, 9);

    assertThat(sweeps(2)).isEqualTo(1);
    assertThat(graph.used(graph.system, FUEL)).isEqualTo(9);
  }

  @Test
  void scopesMadeByChild_stay() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    graph.alice.use(ScopeKind.SESSION, "s").close();

    assertThat(sweeps(4)).isZero();
    assertThat(session.isClosed()).isFalse();
  }

  @Test
  void useBelowAClosedScope_isClosed() {
    graph.alice.close();

    try (ScopeUse use = graph.alice.use(ScopeKind.SESSION, "s")) {
      assertThat(use.scope().charge(THREADS, 1)).isInstanceOf(ScopeClosed.class);
    }
  }

  @Test
  @Tag("P80")
  @Tag("O-R5")
  void transientScope_isClosedAndReleasedAtItsDeadline_andNotBefore() {
    graph.ledgers.transientDeadline(1_000);
    Scope dmz = graph.ledgers.transientScope();
    Scope stuck = dmz.child(ScopeKind.CONNECTION, "c1");
    stuck.reserveOrThrow(THREADS, 2);
    Scope longer = dmz.child(ScopeKind.CONNECTION, "c2");
    longer.expiresAt(5_000);
    graph.clock.advance(999);
    assertThat(reaper.sweep().expired()).isZero();
    graph.clock.advance(1);

    assertThat(reaper.sweep().expired()).isEqualTo(1);

    assertThat(stuck.isClosed()).isTrue();
    assertThat(graph.used(graph.system, THREADS)).isZero();
    assertThat(longer.isClosed()).isFalse();
    graph.clock.advance(4_000);
    assertThat(reaper.sweep().expired()).isEqualTo(1);
    assertThat(graph.ledgers.deadlines(10)).isEmpty();
    assertThat(graph.ledgers.leaks()).isEqualTo(1);
  }

  @Test
  @Tag("P80")
  void randomDeadlines_endAtTheFirstSweepThatIsNotEarlier() {
    Property.check(20, 100, DeadlineWorld::new);
  }

  @Test
  @Tag("O-R5")
  void deadlines_areListedByAgeWithTheirOwner_untilTheScopeMoves() {
    Scope dmz = graph.ledgers.transientScope();
    Scope first = dmz.child(ScopeKind.CONNECTION, "c1");
    graph.clock.advance(10);
    Scope second = graph.alice.child(ScopeKind.INVOCATION, "i1", dmz);
    graph.clock.advance(5);

    List<Deadline> all = graph.ledgers.deadlines(10);
    assertThat(all).extracting(Deadline::scope).containsExactly(first, second);
    assertThat(all).extracting(Deadline::owner).containsExactly("default", "alice");
    assertThat(all).extracting(Deadline::ageNanos).containsExactly(15L, 5L);
    assertThat(graph.ledgers.deadlines(1)).hasSize(1);

    first.rebind(graph.alice);
    assertThat(graph.ledgers.deadlines(10)).extracting(Deadline::scope).containsExactly(second);
    graph.clock.advance(Deadlines.TRANSIENT_NANOS);
    reaper.sweep();
    assertThat(first.isClosed()).isFalse();
    assertThat(second.isClosed()).isTrue();
    first.rebind(dmz);
    assertThat(graph.ledgers.deadlines(10)).extracting(Deadline::scope).containsExactly(first);
  }

  @Test
  void deadlineOfNothing_isRefused() {
    assertThatThrownBy(() -> graph.ledgers.transientDeadline(0))
        .hasMessage("a deadline must lie ahead: [0] ns");
    assertThatThrownBy(() -> graph.system.expiresAt(1))
        .hasMessage("the system scope cannot be closed");
  }

  private Scope used(String name) {
    try (ScopeUse use = graph.system.use(ScopeKind.PRINCIPAL, name)) {
      return use.scope();
    }
  }

  private int sweeps(int times) {
    int closed = 0;
    for (int i = 0; i < times; i++) {
      closed += reaper.sweep().idle();
    }
    return closed;
  }

  private static final class Nothing implements Owned {
    @Override
    public void scopeCloses() {}
  }
}
