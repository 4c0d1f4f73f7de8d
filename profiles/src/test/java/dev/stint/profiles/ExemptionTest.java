package dev.stint.profiles;

import static dev.stint.ledger.Resource.CALLS_INFLIGHT;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExemptionTest {
  private static final List<Resource> SOME = List.of(THREADS, SOCKETS, CALLS_INFLIGHT);
  private static final long HUGE = 1L << 60;

  private final Graph graph = new Graph();
  private final Scope alice = graph.ledgers.principal("alice");

  @Test
  @Tag("P26")
  void authority_isTakenOnce_andOfOneGraph() {
    ExemptionAuthority authority = ExemptionAuthority.of(graph.ledgers);
    Exemption exemption = authority.mint("host", Set.of(THREADS));

    assertThatThrownBy(() -> ExemptionAuthority.of(graph.ledgers))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the exemption authority of this graph has been taken");
    assertThatThrownBy(() -> new Broker(new Graph().ledgers, "b", exemption))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exemption of broker [b] is of another graph");
    assertThatThrownBy(() -> authority.mint("host", Set.of())).hasMessage("exemption from nothing");
    assertThat(Exemption.class.getConstructors()).isEmpty();
    assertThat(ExemptionAuthority.class.getConstructors()).isEmpty();
    assertThat(graph.kept.records())
        .singleElement()
        .satisfies(r -> assertThat(r.kind()).isEqualTo(AuditKind.PROFILE_CHANGED))
        .satisfies(r -> assertThat(r.sequence()).isEqualTo(exemption.auditSequence()))
        .satisfies(r -> assertThat(r.detail()).isEqualTo("minted for host, resources [threads]"));
  }

  @Test
  @Tag("P26")
  void unlimited_withoutTheCapability_isRefusedByName_andNothingIsBound() {
    Exemption sockets = ExemptionAuthority.of(graph.ledgers).mint("host", Set.of(SOCKETS));
    Broker broker = new Broker(graph.ledgers, "test", sockets);
    ResourceProfile profile = Graph.profile("p", 1, Map.of(CALLS_INFLIGHT, Limit.hard(1)));

    assertThatThrownBy(
            () -> broker.bind(BindRequest.of(alice, profile).exempting(Set.of(SOCKETS, THREADS))))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "p.yaml: threads of [system/alice] is [unlimited], for which broker [test] has no"
                + " exemption, it has [sockets] (STINT-P033)");
    assertThat(alice.ledgers()).isEmpty();
    assertThatThrownBy(() -> BindRequest.of(alice, profile).exempting(Set.of(CALLS_INFLIGHT)))
        .hasMessage("resource [calls.inflight] has a limit");
  }

  @Test
  void exemption_isOnRecordAndInTheBinding() throws Exception {
    Exemption threads = ExemptionAuthority.of(graph.ledgers).mint("host", Set.of(THREADS));
    Broker broker = new Broker(graph.ledgers, "test", threads);

    Bound bound =
        broker.bind(
            BindRequest.of(alice, Graph.profile("p", 2, Map.of())).exempting(Set.of(THREADS)));

    assertThat(bound.exempt()).containsExactly(THREADS);
    assertThat(alice.ledger(THREADS).limit()).isNull();
    assertThat(alice.ledger(THREADS).binding().limit()).isNull();
    assertThat(alice.ledger(THREADS).binding().profile()).isEqualTo("p");
    assertThat(graph.details())
        .contains(
            "version v1, epoch 2, 0 limits, from p.yaml, by test, at spawn, exempt [threads]",
            "exempt, by test, profile [p], version [v1], epoch [2], source [p.yaml], approver"
                + " [test], expires [never]");
  }

  /** All capabilities, all wishes for exemption, all own limits, all limits of an ancestor. */
  @Test
  @Tag("P26")
  void displayedAsExempt_isWhatIsEnforcedAsExempt_forAllSets() throws Exception {
    for (Set<Resource> held : subsets()) {
      for (Set<Resource> wanted : subsets()) {
        if (!held.containsAll(wanted)) {
          check(held, wanted, Set.of(), Set.of());
          continue;
        }
        for (Set<Resource> above : subsets()) {
          for (Set<Resource> own : subsets()) {
            if (own.stream().noneMatch(wanted::contains)) {
              check(held, wanted, above, own);
            }
          }
        }
      }
    }
  }

  private static void check(
      Set<Resource> held, Set<Resource> wanted, Set<Resource> above, Set<Resource> own)
      throws Exception {
    Graph graph = new Graph();
    Exemption exemption =
        held.isEmpty() ? null : ExemptionAuthority.of(graph.ledgers).mint("host", held);
    Broker broker = new Broker(graph.ledgers, "test", exemption);
    Scope alice = graph.ledgers.principal("alice");
    broker.bind(graph.ledgers.system(), Graph.profile("p", 1, limits(above, 7)), false);
    BindRequest request =
        BindRequest.of(alice, Graph.profile("p", 1, limits(own, 5))).exempting(wanted);
    if (!held.containsAll(wanted)) {
      assertThatThrownBy(() -> broker.bind(request)).hasMessageEndingWith("(STINT-P033)");
      assertThat(alice.ledgers()).isEmpty();
      return;
    }
    broker.bind(request);
    Scope session = alice.child(ScopeKind.SESSION, "s");
    for (Resource each : SOME) {
      String facts = each + " held " + held + " wanted " + wanted + " above " + above + own;
      boolean bounded = own.contains(each) || above.contains(each);
      boolean exempt = wanted.contains(each) && !bounded;
      ProfileSummary.State shown = ProfileSummary.of(alice).line(each).state();
      boolean admitsAll = session.charge(each, HUGE) == null;
      assertThat(admitsAll).as(facts).isEqualTo(!bounded);
      assertThat(shown == ProfileSummary.State.EXEMPT).as(facts).isEqualTo(exempt);
      assertThat(ProfileSummary.of(session).line(each).state() == ProfileSummary.State.EXEMPT)
          .as("inherited, %s", facts)
          .isEqualTo(exempt);
      assertThat(shown == ProfileSummary.State.LIMIT).as(facts).isEqualTo(own.contains(each));
    }
  }

  private static Map<Resource, Limit> limits(Set<Resource> resources, long hard) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    resources.forEach(each -> limits.put(each, Limit.hard(hard)));
    return limits;
  }

  private static List<Set<Resource>> subsets() {
    return IntStream.range(0, 1 << SOME.size())
        .<Set<Resource>>mapToObj(
            bits -> {
              Set<Resource> set = EnumSet.noneOf(Resource.class);
              for (int i = 0; i < SOME.size(); i++) {
                if ((bits >> i & 1) == 1) {
                  set.add(SOME.get(i));
                }
              }
              return set;
            })
        .toList();
  }

  @Test
  void limitOfAnotherParent_endsWhatIsShownAsExempt() throws Exception {
    Exemption threads = ExemptionAuthority.of(graph.ledgers).mint("host", Set.of(THREADS));
    Broker broker = new Broker(graph.ledgers, "test", threads);
    Scope service = graph.ledgers.system().child(ScopeKind.SERVICE, "files");
    broker.bind(service, Graph.profile("p", 1, Map.of(THREADS, Limit.hard(3))), false);
    broker.bind(BindRequest.of(alice, Graph.profile("p", 1, Map.of())).exempting(Set.of(THREADS)));
    Scope session = alice.child(ScopeKind.SESSION, "s", service);

    assertThat(ProfileSummary.of(alice).line(THREADS).state())
        .isEqualTo(ProfileSummary.State.EXEMPT);
    assertThat(ProfileSummary.of(session).line(THREADS).state())
        .isEqualTo(ProfileSummary.State.INHERITED);
    assertThat(session.charge(THREADS, 4)).isNotNull();
  }

  @Test
  @Tag("C-B9")
  void summary_showsWhatBinds_makesNoLedger_andDoesNotEnforce() throws Exception {
    Broker broker = new Broker(graph.ledgers, "test");
    broker.bind(
        graph.ledgers.system(), Graph.profile("host", 1, Map.of(SOCKETS, Limit.hard(9))), false);
    broker.bind(alice, Graph.profile("p", 1, Map.of(THREADS, Limit.hard(2))), false);
    Scope session = alice.child(ScopeKind.SESSION, "s");

    ProfileSummary summary = ProfileSummary.of(session);

    assertThat(summary.text())
        .isEqualTo(
            """
            threads: inherited [2] from [p.yaml threadLimit]
            sockets: inherited [9] from [host.yaml socketLimit]
            this summary of [system/alice/s] does not enforce
            """);
    assertThat(session.ledgers()).isEmpty();
    assertThat(ProfileSummary.of(alice).line(THREADS).binding())
        .isSameAs(alice.ledger(THREADS).binding());
    assertThat(broker.bind(alice, Graph.profile("p", 1, Map.of()), true).removed())
        .containsExactly(THREADS);
    assertThat(summary.line(THREADS).limit().hard()).as("a summary is a reading").isEqualTo(2);
    assertThat(session.charge(THREADS, 50)).isNull();
  }
}
