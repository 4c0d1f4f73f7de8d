package dev.stint.ledger;

import static dev.stint.ledger.Resource.DIRECT_MEMORY;
import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Graph graph = new Graph();
  private final Scope bob = graph.ledgers.principal("bob");
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  /** One who waits; started when the queue has grown by it. */
  private final class Waiter extends FutureTask<Verdict> {
    final Thread thread = new Thread(this);

    Waiter(Callable<Verdict> call) {
      super(call);
    }

    Verdict verdict() throws Exception {
      return get(30, TimeUnit.SECONDS);
    }
  }

  private Waiter waiter(String name, Ledger at, Scope scope, Resource resource, long amount) {
    int before = at.waiters().size();
    Waiter waiter =
        new Waiter(
            () -> {
              Verdict verdict = scope.reserve(resource, amount, MINUTE);
              order.add(name);
              return verdict;
            });
    waiter.thread.start();
    until(() -> at.waiters().size() > before && at.waiters().isQuiet());
    return waiter;
  }

  private static void until(Callable<Boolean> condition) {
    try {
      long end = System.nanoTime() + MINUTE / 4;
      while (!condition.call()) {
        assertThat(System.nanoTime()).as("in time").isLessThan(end);
        Thread.onSpinWait();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void principals_getRoomInTurn_andWithinOneTheFirstComesFirst() throws Exception {
    graph.limit(graph.system, THREADS, 1);
    Ledger at = graph.system.ledger(THREADS);
    Verdict held = graph.alice.reserve(THREADS, 1);
    List<Waiter> waiters = new ArrayList<>();
    waiters.add(waiter("a1", at, graph.alice, THREADS, 1));
    waiters.add(waiter("a2", at, graph.alice.child(ScopeKind.SESSION, "s"), THREADS, 1));
    waiters.add(waiter("a3", at, graph.alice, THREADS, 1));
    waiters.add(waiter("b1", at, bob, THREADS, 1));
    waiters.add(waiter("b2", at, bob, THREADS, 1));

    for (String next : List.of("a1", "b1", "a2", "b2", "a3")) {
      held.orThrow().close();
      until(() -> order.contains(next));
      int index = List.of("a1", "a2", "a3", "b1", "b2").indexOf(next);
      held = waiters.get(index).verdict();
      until(at.waiters()::isQuiet);
      assertThat(held.granted()).isTrue();
    }

    assertThat(order).containsExactly("a1", "b1", "a2", "b2", "a3");
    assertThat(at.waiters().isEmpty()).isTrue();
  }

  @Test
  void aNewcomer_doesNotOvertakeItsOwnPrincipal_butAnotherPrincipalMayFitMeanwhile()
      throws Exception {
    graph.limit(graph.system, THREADS, 10);
    Ledger at = graph.system.ledger(THREADS);
    Reservation held = bob.reserveOrThrow(THREADS, 5);
    Waiter large = waiter("large", at, graph.alice, THREADS, 10);
    Waiter small = waiter("small", at, graph.alice, THREADS, 1);

    Verdict other = bob.reserve(THREADS, 2, MINUTE);

    assertThat(other.granted()).isTrue();
    assertThat(order).isEmpty();
    other.orThrow().close();
    held.close();
    large.verdict().orThrow().close();
    assertThat(small.verdict().granted()).isTrue();
    assertThat(order.get(0)).isEqualTo("large");
  }

  @Test
  void theFirstGivesUp_theNextThatFitsGetsItsTry() throws Exception {
    graph.limit(graph.system, THREADS, 10);
    Ledger at = graph.system.ledger(THREADS);
    bob.reserveOrThrow(THREADS, 5);
    Waiter large = waiter("large", at, graph.alice, THREADS, 10);
    Waiter small = waiter("small", at, graph.alice, THREADS, 5);

    large.thread.interrupt();

    assertThat(large.verdict().granted()).isFalse();
    assertThat(small.verdict().granted()).isTrue();
  }

  @Test
  void closingTheScope_endsItsWaitAtAnAncestor() throws Exception {
    graph.limit(graph.system, THREADS, 1);
    bob.reserveOrThrow(THREADS, 1);
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    Waiter waiter = waiter("w", graph.system.ledger(THREADS), session, THREADS, 1);

    graph.alice.close();

    assertThat(waiter.verdict()).isInstanceOf(ScopeClosed.class);
  }

  @Test
  void raisingTheLimit_letsThemIn_andLoweringBelowTheRequestEndsTheWait() throws Exception {
    graph.limit(graph.system, THREADS, 4);
    Ledger at = graph.system.ledger(THREADS);
    bob.reserveOrThrow(THREADS, 4);
    Waiter two = waiter("two", at, graph.alice, THREADS, 2);

    graph.limit(graph.system, THREADS, 6);
    assertThat(two.verdict().granted()).isTrue();

    Waiter three = waiter("three", at, graph.alice, THREADS, 3);
    graph.limit(graph.system, THREADS, 2);
    Denied denied = (Denied) three.verdict();
    assertThat(denied.retryable()).isFalse();
    assertThat(denied.hard()).isEqualTo(2);
  }

  @Test
  void stall_isTheTimeOfTheWaitByTheClockOfTheGraph() throws Exception {
    graph.limit(graph.alice, THREADS, 1);
    Reservation held = graph.alice.reserveOrThrow(THREADS, 1);
    Ledger at = graph.alice.ledger(THREADS);
    Waiter waiter = waiter("w", at, graph.alice, THREADS, 1);
    graph.clock.advance(MINUTE / 4);
    held.close();
    waiter.verdict().orThrow();
    Waiter late = waiter("late", at, graph.alice, THREADS, 1);

    graph.clock.advance(MINUTE);

    assertThat(late.verdict().granted()).isFalse();
    assertThat(at.stallNanos()).isEqualTo(MINUTE / 4 + MINUTE);
    assertThat(at.denied()).isEqualTo(1);
    assertThat(graph.system.ledger(THREADS).stallNanos()).isZero();
  }

  @Test
  void creditOfAWindow_thatComesBackByTimeAlone_isTaken() throws Exception {
    graph.binder.bind(graph.alice, FUEL, Limit.hard(100).perWindow(MINUTE / 4).from("w"));
    graph.alice.charge(FUEL, 100);
    Ledger at = graph.alice.ledger(FUEL);
    Waiter first = waiter("first", at, graph.alice, FUEL, 60);
    Waiter second = waiter("second", at, graph.alice, FUEL, 40);

    graph.clock.advance(MINUTE / 2);

    assertThat(first.verdict().granted()).isTrue();
    assertThat(second.verdict().granted()).isTrue();
    assertThat(order.get(0)).isIn("first", "second");
  }

  @Test
  void whileSomebodyWaits_noCreditGoesToLanes_whereNobodyWouldHearOfARefund() throws Exception {
    graph.limit(graph.system, DIRECT_MEMORY, 1 << 20);
    for (int i = 0; i < 1000; i++) {
      graph.alice.charge(DIRECT_MEMORY, 1);
    }
    assertThat(graph.alice.ledger(DIRECT_MEMORY).laned()).isPositive();
    Ledger at = graph.system.ledger(DIRECT_MEMORY);
    Waiter waiter = waiter("w", at, bob, DIRECT_MEMORY, (1 << 20) - 500);
    until(() -> graph.alice.ledger(DIRECT_MEMORY).laned() == 0);
    for (int i = 0; i < 1000; i++) {
      graph.alice.charge(DIRECT_MEMORY, 1);
    }
    assertThat(graph.alice.ledger(DIRECT_MEMORY).laned()).isZero();

    for (int i = 0; i < 1500; i++) {
      graph.alice.refund(DIRECT_MEMORY, 1);
    }

    assertThat(waiter.verdict().granted()).isTrue();
  }

  @Test
  @Tag("P14")
  void manyWaiters_underRace_noneIsForgotten() throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(8));
    ledgers.binder("test").bind(ledgers.system(), THREADS, Limit.hard(3).from("t"));
    ExecutorService pool = Executors.newFixedThreadPool(9);
    List<Future<Boolean>> done = new ArrayList<>();
    for (int t = 0; t < 9; t++) {
      Scope scope = ledgers.principal("p" + t % 3);
      int amount = 1 + t % 3;
      done.add(pool.submit(() -> work(scope, amount)));
    }
    for (Future<Boolean> each : done) {
      assertThat(each.get(50, TimeUnit.SECONDS)).as("granted every time").isTrue();
    }
    pool.shutdown();
    assertThat(ledgers.system().ledger(THREADS).used()).isZero();
    assertThat(ledgers.system().ledger(THREADS).waiters().isEmpty()).isTrue();
    assertThat(ledgers.faults()).isZero();
  }

  private static boolean work(Scope scope, int amount) {
    for (int i = 0; i < 400; i++) {
      Verdict verdict = scope.reserve(THREADS, amount, MINUTE);
      if (!verdict.granted()) {
        return false;
      }
      verdict.orThrow().close();
    }
    return true;
  }
}
