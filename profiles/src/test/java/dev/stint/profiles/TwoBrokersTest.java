package dev.stint.profiles;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TwoBrokersTest {
  private static final long SECOND = 1_000_000_000;

  private final Graph graph = new Graph();
  private final Scope alice = graph.ledgers.principal("alice");
  private final Broker agent = new Broker(graph.ledgers, "agent");
  private final Broker host = new Broker(graph.ledgers, "host");

  /** One binder's turn. */
  private interface Turn {
    void take(Graph graph, Scope alice) throws Exception;
  }

  private static Turn binds(String broker, long epoch, Map<Resource, Limit> limits) {
    return (graph, alice) ->
        new Broker(graph.ledgers, broker).bind(alice, Graph.profile(broker, epoch, limits), false);
  }

  private static Turn observes(String broker, Map<Resource, Limit> limits) {
    return (graph, alice) ->
        new Broker(graph.ledgers, broker).bind(alice, Graph.profile(broker, 1, limits), true);
  }

  private static <T> List<List<T>> orders(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    for (T first : of) {
      List<T> rest = new ArrayList<>(of);
      rest.remove(first);
      for (List<T> tail : orders(rest)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        orders.add(order);
      }
    }
    return orders;
  }

  private static Set<String> outcomes(List<Turn> turns) throws Exception {
    Set<String> outcomes = new TreeSet<>();
    for (List<Turn> order : orders(turns)) {
      Graph graph = new Graph();
      Scope alice = graph.ledgers.principal("alice");
      for (Turn turn : order) {
        turn.take(graph, alice);
      }
      List<String> limits = new ArrayList<>();
      for (Resource each : List.of(THREADS, SOCKETS, FUEL)) {
        Limit limit = alice.ledger(each).limit();
        limits.add(limit == null ? "-" : Graph.text(limit));
      }
      outcomes.add(String.join("; ", limits));
    }
    return outcomes;
  }

  @Test
  void tightestLimit_isInForce_whateverTheOrder() throws Exception {
    assertThat(
            outcomes(
                List.of(
                    binds("agent", 7, Map.of(THREADS, Limit.hard(9), SOCKETS, Limit.hard(2))),
                    binds("host", 1, Map.of(THREADS, Limit.hard(4), SOCKETS, Limit.hard(3))),
                    observes("watch", Map.of(THREADS, Limit.hard(1))))))
        .containsExactly(
            "4+0/0 RESERVED host.yaml threadLimit; 2+0/0 RESERVED agent.yaml socketLimit; -");
  }

  @Test
  void limitsOfTheSameAmount_areChosenTheSameWay_whateverTheOrder() throws Exception {
    Limit patient = Limit.hard(100).perWindow(SECOND).waiting(5);
    assertThat(
            outcomes(
                List.of(
                    binds("agent", 1, Map.of(FUEL, patient, THREADS, Limit.hard(3))),
                    binds("host", 2, Map.of(FUEL, Limit.hard(100).perWindow(SECOND))),
                    binds("zoo", 3, Map.of(THREADS, Limit.hard(3), FUEL, patient)))))
        .containsExactly(
            "3+0/0 RESERVED agent.yaml threadLimit; -; 100+0/1000000000 RESERVED host.yaml"
                + " fuelPerWindow");
  }

  @Test
  void windows_compareByWhatTheyAdmit() throws Exception {
    Limit tenInTwo = Limit.hard(10).perWindow(2 * SECOND);
    Limit thirtyInOne = Limit.hard(20).perWindow(SECOND).withBurst(10);
    Limit total = Limit.hard(9);
    assertThat(
            outcomes(
                List.of(
                    binds("agent", 1, Map.of(FUEL, tenInTwo)),
                    binds("host", 1, Map.of(FUEL, thirtyInOne)))))
        .containsExactly("-; -; 10+0/2000000000 RESERVED agent.yaml fuelPerWindow");
    assertThat(
            outcomes(
                List.of(
                    binds("agent", 1, Map.of(FUEL, tenInTwo)),
                    binds("host", 1, Map.of(FUEL, total)))))
        .containsExactly("-; -; 9+0/0 RESERVED host.yaml fuelPerWindow");
  }

  @Test
  void limitsOfWhichNeitherBoundsTheOther_areRefused_andNothingIsBound() throws Exception {
    agent.bind(
        alice, Graph.profile("agent", 1, Map.of(FUEL, Limit.hard(10).perWindow(SECOND))), false);
    Map<String, String> before = graph.state();

    assertThatThrownBy(
            () ->
                host.bind(
                    alice,
                    Graph.profile("h", 1, Map.of(THREADS, Limit.hard(1), FUEL, Limit.hard(1_000))),
                    false))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "h.yaml: limits at [system/alice] do not compare: [agent.yaml fuelPerWindow] and"
                + " [h.yaml fuelPerWindow] have windows of which neither bounds the other"
                + " (STINT-P031)");
    assertThat(graph.state()).isEqualTo(before);
    assertThat(alice.ledgers()).hasSize(1);
    ResourceProfile seen = Graph.profile("h", 1, Map.of(FUEL, Limit.hard(1_000)));
    assertThat(host.bind(alice, seen, true).kept()).as("an observer").containsOnlyKeys(FUEL);
  }

  @Test
  void limitOfOneBroker_holdsAgainWhenTheOthersIsGone() throws Exception {
    agent.bind(alice, Graph.profile("a", 7, Map.of(THREADS, Limit.hard(9))), false);
    Bound tighter = host.bind(alice, Graph.profile("h", 1, Map.of(THREADS, Limit.hard(2))), false);
    assertThat(tighter.limits()).containsOnlyKeys(THREADS);

    Bound without = host.bind(alice, Graph.profile("h", 2, Map.of()), false);

    assertThat(without.removed()).containsExactly(THREADS);
    assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(9);
    assertThat(alice.ledger(THREADS).binding().approver()).isEqualTo("agent");
    assertThat(alice.ledger(THREADS).binding().epoch()).isEqualTo(7);
  }

  @Test
  void limitWithoutAVersion_holdsAgainWhenTheBrokersIsGone() throws Exception {
    graph.ledgers.binder("raw").bind(alice, THREADS, Limit.hard(9).from("raw"));
    host.bind(alice, Graph.profile("h", 1, Map.of(THREADS, Limit.hard(2))), false);

    host.bind(alice, Graph.profile("h", 2, Map.of()), false);

    assertThat(alice.ledger(THREADS).limit().origin()).isEqualTo("raw");
    assertThat(alice.ledger(THREADS).binding()).isNull();
  }

  @Test
  void limitWithoutAVersion_overrulesAtOnce_andCountsAsAWishFromTheNextBindingOn()
      throws Exception {
    ResourceProfile two = Graph.profile("h", 1, Map.of(THREADS, Limit.hard(2)));
    host.bind(alice, two, false);
    graph.ledgers.binder("raw").bind(alice, THREADS, Limit.hard(9).from("raw"));
    assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(9);

    assertThat(host.bind(alice, two, false).limits()).containsOnlyKeys(THREADS);
    assertThat(alice.ledger(THREADS).limit().hard()).isEqualTo(2);
    graph.ledgers.binder("raw").bind(alice, THREADS, Limit.hard(1).from("raw"));
    assertThat(host.bind(alice, two, false).kept()).containsOnlyKeys(THREADS);
    graph.ledgers.binder("raw").bind(alice, THREADS, null);
    assertThat(host.bind(alice, two, false).limits()).containsOnlyKeys(THREADS);
  }

  @Test
  void epochOfTheScope_isThatOfTheBrokerThatCameFirst() throws Exception {
    agent.bind(alice, Graph.profile("a", 7, Map.of(THREADS, Limit.hard(9))), false);

    Bound bound = host.bind(alice, Graph.profile("h", 0, Map.of(THREADS, Limit.hard(2))), false);

    assertThat(bound.limits()).containsOnlyKeys(THREADS);
    assertThat(alice.ledger(THREADS).binding().epoch()).isEqualTo(1);
    assertThat(alice.epoch()).isEqualTo(7);
    host.bind(alice, Graph.profile("h", 9, Map.of(THREADS, Limit.hard(2))), false);
    assertThat(alice.epoch()).isEqualTo(7);
    agent.bind(alice, Graph.profile("a", 8, Map.of(THREADS, Limit.hard(9))), false);
    assertThat(alice.epoch()).isEqualTo(8);
  }

  @Test
  void brokersOfOneName_areOneBroker() throws Exception {
    agent.bind(alice, Graph.profile("a", 7, Map.of(THREADS, Limit.hard(2))), false);
    Broker again = new Broker(graph.ledgers, "agent");

    Bound bound = again.bind(alice, Graph.profile("a", 7, Map.of(SOCKETS, Limit.hard(1))), false);

    assertThat(bound.removed()).containsExactly(THREADS);
    assertThat(alice.ledger(THREADS).limit()).isNull();
    assertThatThrownBy(() -> again.bind(alice, Graph.profile("a", 6, Map.of()), false))
        .hasMessageEndingWith("(STINT-P019)");
    assertThatThrownBy(() -> new Broker(graph.ledgers, " ")).hasMessage("broker needs a name");
  }

  @Test
  void graphs_doNotKnowEachOther() throws Exception {
    Graph other = new Graph();
    agent.bind(alice, Graph.profile("a", 7, Map.of(THREADS, Limit.hard(2))), false);
    agent.revoke("a", 8);
    Map<String, String> before = graph.state();

    Scope elsewhere = other.ledgers.principal("alice");
    new Broker(other.ledgers, "agent")
        .bind(elsewhere, Graph.profile("a", 1, Map.of(THREADS, Limit.hard(5))), false);

    assertThat(elsewhere.charge(THREADS, 5)).isNull();
    assertThat(graph.state()).isEqualTo(before);
    assertThatThrownBy(() -> agent.change(elsewhere, THREADS, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scope [system/alice] is of another graph");
    assertThatThrownBy(() -> agent.renew(elsewhere, Lease.open()))
        .hasMessage("scope [system/alice] is of another graph");
  }

  @Test
  void observersLimit_countsOnceNobodyEnforces() throws Exception {
    host.bind(alice, Graph.profile("h", 1, Map.of(THREADS, Limit.hard(4))), false);
    assertThat(
            agent.bind(alice, Graph.profile("a", 1, Map.of(THREADS, Limit.hard(2))), true).kept())
        .containsOnlyKeys(THREADS);

    host.bind(alice, Graph.profile("h", 1, Map.of()), false);

    assertThat(alice.ledger(THREADS).limit().admission()).isEqualTo(Admission.OBSERVED);
    assertThat(alice.charge(THREADS, 3)).isNull();
    assertThat(alice.ledger(THREADS).wouldDeny()).isEqualTo(1);
  }
}
