package dev.stint.profiles;

import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several scopes in one step. */
class BrokerStepTest {
  private final Graph graph = new Graph();
  private final Broker broker = new Broker(graph.ledgers, "test");
  private final Scope alice = graph.ledgers.principal("alice");
  private final Scope session = alice.child(ScopeKind.SESSION, "s");

  private static BindRequest threads(Scope scope, long epoch, long hard) {
    Map<Resource, Limit> limits = Map.of(THREADS, Limit.hard(hard));
    return BindRequest.of(scope, Graph.profile("p", epoch, limits));
  }

  @Test
  @Tag("P78")
  void child_isComparedWithWhatItsParentGetsInTheSameStep() throws Exception {
    broker.bindAll(List.of(threads(alice, 1, 5), threads(session, 1, 5)));

    List<Bound> raised = broker.bindAll(List.of(threads(session, 2, 8), threads(alice, 2, 9)));

    assertThat(raised).extracting(Bound::scope).containsExactly(session, alice);
    assertThat(session.charge(THREADS, 8)).isNull();
    assertThatThrownBy(
            () -> broker.bindAll(List.of(threads(alice, 3, 7), threads(session, 3, 8))))
        .hasMessage(
            "p.yaml: threads of [system/alice/s] is [8], above [7] of [system/alice] at"
                + " [p.yaml threadLimit] (STINT-P016)");
    assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(9);
    assertThat(alice.epoch()).isEqualTo(2);
    assertThat(broker.bindAll(List.of(threads(alice, 2, 4), threads(session, 2, 4)))).hasSize(2);
  }

  @Test
  @Tag("P21")
  void refusalOfOne_bindsNone_andIsOnRecordOnce() throws Exception {
    Scope bob = graph.ledgers.principal("bob");
    broker.bind(threads(bob, 6, 2));
    Map<String, String> before = graph.state();
    int records = graph.kept.records().size();

    assertThatThrownBy(
            () ->
                broker.bindAll(
                    List.of(
                        BindRequest.of(
                            alice, Graph.profile("q", 1, Map.of(SOCKETS, Limit.hard(1)))),
                        threads(bob, 5, 3))))
        .hasMessageEndingWith("(STINT-P019)");
    assertThat(graph.state()).isEqualTo(before);
    assertThat(alice.ledgers()).isEmpty();
    assertThat(graph.kept.records()).hasSize(records + 1);
  }

  @Test
  void stepThatFailsAfterItsRecord_isSaidToBeNotBound() {
    graph.throwAt(1);

    assertThatThrownBy(() -> broker.bind(threads(alice, 1, 5))).hasMessage("step 1 fails");

    assertThat(graph.kept.records())
        .extracting(r -> r.kind() + " " + r.detail())
        .containsExactly(
            "PROFILE_BOUND version v1, epoch 1, 1 limits, from p.yaml, by test, at spawn",
            AuditKind.DENIED
                + " not bound by test, in spite of record [1]: a step failed");
  }

  @Test
  void scope_namedTwice_isAProgrammingError_andNoneIsNothing() throws Exception {
    assertThatThrownBy(
            () -> broker.bindAll(List.of(threads(alice, 1, 5), threads(alice, 1, 6))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scope [system/alice] is named twice");
    assertThat(broker.bindAll(List.of())).isEmpty();
  }

  @Test
  @Tag("P26")
  void unlimited_inAFile_isRefusedAtItsPlaceWithoutTheCapability() throws Exception {
    ResourceProfile profile = Yaml.limits("threadLimit: unlimited").defaults();

    assertThatThrownBy(() -> broker.bind(alice, profile, false))
        .hasMessage(
            "p.yaml:4:3: threads of [system/alice] is [unlimited], for which broker [test] has no"
                + " exemption, it has [] (STINT-P033)");
    Exemption all = ExemptionAuthority.of(graph.ledgers).mint("host", Set.of(THREADS));
    assertThat(new Broker(graph.ledgers, "test", all).bind(alice, profile, false).exempt())
        .containsExactly(THREADS);
  }
}
