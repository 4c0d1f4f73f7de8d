package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real threads move, use, sweep and close scopes that other real threads charge. */
class ScopeRaceTest {
  private static final int ROUNDS = 2_000;

  private final Graph graph = new Graph();
  private final Scope bob = graph.ledgers.principal("bob");
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  @Tag("P72")
  @Tag("P73")
  void moves_loseNoChargeAndNoRelease() throws Exception {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    Scope call =
        session.child(ScopeKind.INVOCATION, "i", graph.system.child(ScopeKind.PROTOCOL, "p"));
    race(
        () -> {
          try {
            for (int i = 0; i < ROUNDS; i++) {
              assertThat(session.rebind(i % 2 == 0 ? bob : graph.alice)).isNull();
            }
          } finally {
            done.set(true);
          }
          return null;
        },
        () -> {
          while (!done.get()) {
            Reservation token = call.reserveOrThrow(THREADS, 2);
            token.commit();
            session.charge(LINEAR_MEMORY, 3);
            session.charge(FUEL, 1);
            assertThat(graph.used(graph.system, THREADS)).as("untouched by a move").isEqualTo(2);
            assertThat(session.parent()).isIn(graph.alice, bob);
            session.refund(LINEAR_MEMORY, 3);
            token.release();
          }
          return null;
        },
        () -> {
          for (int i = 0; !done.get(); i++) {
            try (Scope span = session.span("x" + i)) {
              assertThat(span.charge(LINEAR_MEMORY, 5)).isNull();
            }
          }
          return null;
        });
    for (Scope scope : List.of(session, call, graph.alice, bob, graph.system)) {
      assertThat(graph.used(scope, THREADS)).as("%s", scope).isZero();
      assertThat(graph.used(scope, LINEAR_MEMORY)).as("%s", scope).isZero();
    }
    assertThat(graph.used(graph.alice, FUEL) + graph.used(bob, FUEL))
        .isEqualTo(graph.used(graph.system, FUEL));
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("P73")
  @Tag("P75")
  void moveAgainstClose_leavesNothingBehind() throws Exception {
    for (int i = 0; i < 300; i++) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s" + i);
      Scope span = session.span("x");
      Reservation token = span.reserveOrThrow(THREADS, 2);
      token.commit();
      race(
          () -> session.rebind(bob),
          () -> {
            session.close();
            return null;
          },
          token::release,
          () -> {
            span.close();
            return null;
          });
      assertThat(session.isClosed()).isTrue();
      assertThat(graph.alice.children()).isEmpty();
      assertThat(bob.children()).isEmpty();
      assertThat(graph.used(graph.alice, THREADS) + graph.used(bob, THREADS)).isZero();
      assertThat(graph.used(graph.system, THREADS)).isZero();
    }
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void twoMovesOfOneScope_comeOneAfterTheOther() throws Exception {
    Scope carol = graph.ledgers.principal("carol");
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    session.charge(THREADS, 1);
    for (int i = 0; i < 300; i++) {
      race(
          () -> session.rebind(bob),
          () -> session.rebind(carol),
          () -> session.rebind(graph.alice));
      long sum = 0;
      for (Scope each : List.of(graph.alice, bob, carol)) {
        sum += graph.used(each, THREADS);
        assertThat(each.children()).hasSize(session.parent() == each ? 1 : 0);
      }
      assertThat(sum).isEqualTo(1);
    }
  }

  @Test
  void racingForOneName_opensOneScope_andTheLosersAreNotHeardOf() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    graph.ledgers.listen(
        new LedgerListener() {
          @Override
          public void scopeOpened(Scope scope) {
            heard.incrementAndGet();
          }

          @Override
          public void scopeClosed(Scope scope) {
            heard.addAndGet(1_000);
          }
        });
    for (int i = 0; i < 300; i++) {
      String name = "n" + i;
      Scope dmz = graph.ledgers.transientScope();
      race(
          () -> dmz.child(ScopeKind.SESSION, name),
          () -> dmz.child(ScopeKind.SESSION, name),
          () -> dmz.child(ScopeKind.SESSION, name));
    }
    assertThat(heard).hasValue(301);
    assertThat(graph.audit.records()).isEmpty();
    assertThat(graph.ledgers.deadlines(1_000)).hasSize(300);
  }

  @Test
  void movesBelowEachOther_makeNoCycle() throws Exception {
    Scope a = graph.alice.child(ScopeKind.SESSION, "a");
    Scope b = graph.alice.child(ScopeKind.SESSION, "b");
    a.charge(THREADS, 1);
    b.charge(THREADS, 2);
    for (int i = 0; i < 500; i++) {
      race(() -> moved(a, b), () -> moved(b, a));
      assertThat(a.isWithin(b)).isNotEqualTo(b.isWithin(a));
      assertThat(graph.used(a.isWithin(b) ? b : a, THREADS)).isEqualTo(3);
      assertThat(graph.used(graph.alice, THREADS)).isEqualTo(3);
      a.rebind(graph.alice);
      b.rebind(graph.alice);
    }
    assertThat(graph.ledgers.faults()).isZero();
  }

  private static boolean moved(Scope scope, Scope to) {
    try {
      return scope.rebind(to) == null;
    } catch (IllegalArgumentException belowItself) {
      return false;
    }
  }

  @Test
  @Tag("P76")
  void useAgainstSweep_alwaysGetsAnOpenScope_andLosesNothing() throws Exception {
    Callable<Object> user =
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            try (ScopeUse use = graph.alice.use(ScopeKind.SESSION, "s" + i % 2)) {
              assertThat(use.scope().isClosed()).isFalse();
              Reservation token = use.scope().reserveOrThrow(THREADS, 1);
              token.commit();
              assertThat(use.scope().isClosed()).isFalse();
              token.release();
            }
          }
          return null;
        };
    long[] closed = new long[1];
    Future<?>[] users = new Future<?>[2];
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      users[0] = pool.submit(user);
      users[1] = pool.submit(user);
      while (!users[0].isDone() || !users[1].isDone()) {
        closed[0] += graph.ledgers.reaper().sweep().idle();
      }
      users[0].get();
      users[1].get();
    } finally {
      pool.shutdown();
    }
    closed[0] += graph.ledgers.reaper().sweep().idle();
    closed[0] += graph.ledgers.reaper().sweep().idle();
    assertThat(closed[0]).isGreaterThanOrEqualTo(2);
    assertThat(graph.alice.children()).isEmpty();
    assertThat(graph.used(graph.system, THREADS)).isZero();
    assertThat(graph.alice.ledger(THREADS).total()).isEqualTo(2 * ROUNDS);
    assertThat(graph.ledgers.faults()).isZero();
  }

  private static void race(Callable<?>... racers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(racers.length);
    try {
      List<Future<?>> futures = new ArrayList<>();
      CyclicBarrier start = new CyclicBarrier(racers.length);
      for (Callable<?> racer : racers) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return racer.call();
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      pool.shutdown();
    }
  }
}
