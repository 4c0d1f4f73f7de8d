package dev.stint.profiles;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Denied;
import dev.stint.ledger.LedgerListener;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit and the clock throw at each of their calls in turn, listeners at all of theirs. */
class BrokerFaultTest {
  private static final Limit RATE = Limit.hard(100).perWindow(1_000);

  /** What is done to a graph that has something bound already. */
  private interface Operation {
    void run(World world) throws Exception;
  }

  private static final class World {
    final Graph graph = new Graph();
    final Scope alice = graph.ledgers.principal("alice");
    final Scope session = alice.child(ScopeKind.SESSION, "s");
    final Scope bob = graph.ledgers.principal("bob");
    final Broker broker;

    World() throws ProfileException {
      graph.ledgers.listen(new Throwing());
      Exemption sockets = ExemptionAuthority.of(graph.ledgers).mint("test", Set.of(SOCKETS));
      broker = new Broker(graph.ledgers, "test", sockets);
      broker.bind(alice, p(3, Map.of(THREADS, Limit.hard(9), FUEL, RATE)), false);
      broker.bind(BindRequest.of(bob, p(3, Map.of(FUEL, RATE))).exempting(Set.of(SOCKETS)));
      broker.bind(session, p(3, Map.of(THREADS, Limit.hard(8))), false);
      new Broker(graph.ledgers, "other").bind(alice, p(2, Map.of(FUEL, RATE.withBurst(7))), false);
      alice.charge(THREADS, 6);
    }
  }

  private static final class Throwing implements LedgerListener {
    @Override
    public void denied(Denied denied) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void scopeOpened(Scope scope) {
      throw new IllegalStateException("listener");
    }
  }

  private static ResourceProfile p(long epoch, Map<Resource, Limit> limits) {
    return Graph.profile("p", epoch, limits);
  }

  static Stream<Arguments> operations() {
    return Stream.of(
        of("bind", w -> w.broker.bind(w.alice, p(4, Map.of(THREADS, Limit.hard(2))), false)),
        of(
            "bind windows",
            w ->
                w.broker.bind(
                    w.alice,
                    p(9, Map.of(SOCKETS, Limit.hard(2), FUEL, Limit.hard(5).perWindow(2_000))),
                    false)),
        of(
            "bind an exemption",
            w ->
                w.broker.bind(
                    BindRequest.of(w.alice, p(4, Map.of(THREADS, Limit.hard(9))))
                        .exempting(Set.of(SOCKETS))
                        .leased(Lease.until(5_000)))),
        of("observe", w -> w.broker.bind(w.alice, p(4, Map.of(THREADS, Limit.hard(2))), true)),
        of("change", w -> w.broker.change(w.alice, THREADS, Limit.hard(2).from("live"))),
        of("change a window", w -> w.broker.change(w.bob, FUEL, RATE.perWindow(7).from("live"))),
        of("inherit", w -> w.broker.change(w.alice, THREADS, null)),
        of("change an exemption", w -> w.broker.change(w.bob, SOCKETS, Limit.hard(1).from("l"))),
        of("renew", w -> w.broker.renew(w.alice, Lease.until(7_000))),
        of(
            "bind all",
            w ->
                w.broker.bindAll(
                    List.of(
                        BindRequest.of(w.session, p(4, Map.of(THREADS, Limit.hard(10)))),
                        BindRequest.of(w.alice, p(4, Map.of(THREADS, Limit.hard(10), FUEL, RATE))),
                        BindRequest.of(w.graph.ledgers.system(), p(4, Map.of(FUEL, RATE)))))),
        of("revoke", w -> w.broker.revoke("p", 4)),
        of(
            "other broker",
            w ->
                new Broker(w.graph.ledgers, "other")
                    .bind(w.alice, p(2, Map.of(FUEL, Limit.hard(40).perWindow(1_000))), false)));
  }

  private static Arguments of(String name, Operation operation) {
    return Arguments.of(name, operation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  @Tag("P24")
  void failure_atAnyStep_leavesAllAsBeforeOrAsAfter(String name, Operation operation)
      throws Exception {
    World calm = new World();
    Map<String, String> start = calm.graph.state();
    operation.run(calm);
    Map<String, String> end = calm.graph.state();
    assertThat(end).as("it does something").isNotEqualTo(start);
    List<Integer> thrown = new ArrayList<>();
    for (int at = 0; ; at++) {
      World world = new World();
      world.graph.throwAt(at);
      boolean failed = fails(operation, world);
      if (!world.graph.hasThrown()) {
        break;
      }
      world.graph.throwAt = -1;
      assertThat(world.graph.state()).as("step %s", at).isEqualTo(failed ? start : end);
      if (failed) {
        thrown.add(at);
        operation.run(world);
        assertThat(world.graph.state()).as("again after step %s", at).isEqualTo(end);
      }
    }
    assertThat(thrown).as("some steps fail").isNotEmpty();
  }

  private static boolean fails(Operation operation, World world) throws Exception {
    try {
      operation.run(world);
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("step ");
      return true;
    }
  }
}
