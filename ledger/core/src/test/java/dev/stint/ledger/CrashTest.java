package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads that die in the middle of what they do: the end of their scope gives everything back. */
@Tag("P15")
@Tag("P16")
@Tag("C-V4")
class CrashTest {
  private static final int ROUNDS = 40;
  private static final int STEPS = 400;
  private static final Resource[] STOCKS = {Resource.THREADS, Resource.LINEAR_MEMORY};

  /** Why a thread dies. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A thread with a session of its own, and what it is known to hold when it ends. */
  private static final class Mortal implements Runnable {
    private final SplittableRandom random;
    private final Scope session;
    private final List<Reservation> tokens = new ArrayList<>();
    private final long[] charged = new long[STOCKS.length];

    Mortal(long seed, Scope session) {
      this.random = new SplittableRandom(seed);
      this.session = session;
    }

    @Override
    public void run() {
      int last = random.nextInt(STEPS);
      for (int step = 0; step < STEPS; step++) {
        step(step == last);
      }
    }

    private void step(boolean dies) {
      int which = random.nextInt(STOCKS.length);
      long amount = random.nextInt(8);
      switch (random.nextInt(5)) {
        case 0 -> charge(which, amount);
        case 1 -> refund(which, amount);
        case 2, 3 -> reserve(STOCKS[which], amount, dies);
        default -> end();
      }
    }

    private void charge(int which, long amount) {
      if (session.charge(STOCKS[which], amount) == null) {
        charged[which] += amount;
      }
    }

    private void refund(int which, long amount) {
      long back = Math.min(amount, charged[which]);
      charged[which] -= back;
      session.refund(STOCKS[which], back);
    }

    private void reserve(Resource resource, long amount, boolean dies) {
      if (session.reserve(resource, amount) instanceof Reservation token) {
        tokens.add(token);
        if (dies) {
          throw new Death();
        }
        switch (random.nextInt(3)) {
          case 0 -> token.commit();
          case 1 -> token.settle(random.nextLong(amount + 1));
          default -> token.isPending();
        }
      }
    }

    private void end() {
      if (!tokens.isEmpty()) {
        tokens.remove(random.nextInt(tokens.size())).close();
      }
    }

    long held(int which) {
      long sum = charged[which];
      for (Reservation token : tokens) {
        sum += token.resource() == STOCKS[which] ? token.amount() : 0;
      }
      return sum;
    }
  }

  @Test
  @Tag("P2")
  @Tag("P3")
  void threadsThatDie_leaveWhatTheirTokensHold_andTheirScopesGiveItBack() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int round = 0; round < ROUNDS; round++) {
      play(seed + round);
    }
  }

  private static void play(long seed) throws Exception {
    Graph graph = new Graph();
    Scope protocol = graph.system.child(ScopeKind.SERVICE, "protocol");
    for (Resource resource : STOCKS) {
      graph.limit(graph.alice, resource, 200).limit(graph.system, resource, 300);
    }
    List<Mortal> mortals = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Scope payer = i % 2 == 0 ? graph.alice : graph.ledgers.principal("bob");
      Mortal mortal = new Mortal(seed * 4 + i, payer.child(ScopeKind.SESSION, "s" + i, protocol));
      mortals.add(mortal);
      Thread thread = new Thread(mortal);
      thread.setUncaughtExceptionHandler(
          (t, e) -> assertThat(e).as("seed %d", seed).isInstanceOf(Death.class));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    conserved(graph, mortals, seed);
    for (Mortal mortal : mortals) {
      mortal.session.close();
    }
    for (Resource resource : STOCKS) {
      for (Scope scope : List.of(graph.system, graph.alice, protocol)) {
        assertThat(graph.used(scope, resource)).as("seed %d %s", seed, scope).isZero();
        assertThat(scope.ledger(resource).reserved()).as("seed %d", seed).isZero();
      }
    }
    for (Mortal mortal : mortals) {
      mortal.tokens.forEach(Reservation::close);
    }
    assertThat(graph.used(graph.system, STOCKS[0])).as("seed %d", seed).isZero();
    assertThat(graph.ledgers.faults()).as("seed %d", seed).isZero();
  }

  private static void conserved(Graph graph, List<Mortal> mortals, long seed) {
    for (int which = 0; which < STOCKS.length; which++) {
      long sum = 0;
      for (Mortal mortal : mortals) {
        assertThat(graph.used(mortal.session, STOCKS[which]))
            .as("-Dstint.seed=%d %s", seed, mortal.session)
            .isEqualTo(mortal.held(which));
        sum += mortal.held(which);
      }
      assertThat(graph.used(graph.system, STOCKS[which]))
          .as("-Dstint.seed=%d", seed)
          .isEqualTo(sum);
      assertThat(sum).as("-Dstint.seed=%d", seed).isBetween(0L, 300L);
    }
  }
}
