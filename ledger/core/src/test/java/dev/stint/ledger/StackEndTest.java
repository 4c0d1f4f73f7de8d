package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A guest that calls itself until the stack ends and charges on its way back: the kernel meets the
 * end at each of its steps. Every level shows the same afterwards, and nobody else is stopped.
 */
@Tag("P15")
@Tag("P16")
@Tag("C-V3")
class StackEndTest {
  private static final int WARM = 2_000;
  private static final int ENOUGH = 30;
  private static final int ROUNDS = 5;

  /** More than one dive can try before it has done enough. */
  private static final int MOST_TOKENS = 100_000;

  private static final long STACK_BYTES = 512 * 1024;

  private interface Step {
    /** Charges or gives back once. */
    void run(int index);
  }

  /** A thread that tries the step at ever less distance from the end of its stack. */
  private static final class Diver implements Runnable {
    private final Step step;
    private int tried;
    private int done;
    private int overflows;

    Diver(Step step) {
      this.step = step;
    }

    @Override
    public void run() {
      dive();
    }

    private void dive() {
      try {
        dive();
      } catch (StackOverflowError e) {
        overflows++;
      }
      if (done < ENOUGH) {
        tryOnce();
      }
    }

    private void tryOnce() {
      int index = tried;
      tried = index + 1;
      step.run(index);
      done++;
    }
  }

  @Test
  void charge_atTheEndOfTheStack_leavesTheGateFree() throws Exception {
    FaultWorld w = new FaultWorld(Resource.THREADS, 0, 1);
    everyStepOf(w, i -> w.session.charge(Resource.THREADS, 3));
  }

  @Test
  void chargeOfWindows_atTheEndOfTheStack_leavesThemTurning() throws Exception {
    FaultWorld w = new FaultWorld(Resource.FUEL, 0b1010, 1);
    everyStepOf(
        w,
        i -> {
          w.faults.advance(FaultWorld.WINDOW / Window.SLOTS);
          w.session.charge(Resource.FUEL, 3);
        });
  }

  @Test
  void chargeOfLanes_atTheEndOfTheStack_leavesTheGateFree() throws Exception {
    FaultWorld w = new FaultWorld(Resource.FUEL, 0, 1);
    everyStepOf(w, i -> w.session.charge(Resource.FUEL, 3));
  }

  @Test
  void reserveAndRelease_atTheEndOfTheStack_leaveTheGateFree() throws Exception {
    FaultWorld w = new FaultWorld(Resource.THREADS, 0, 1);
    everyStepOf(w, i -> w.session.reserve(Resource.THREADS, 3).orThrow().close());
    assertThat(w.session.ledger(Resource.THREADS).holders()).isNotNull();
  }

  @Test
  void record_atTheEndOfTheStack_leavesTheGateFree() throws Exception {
    FaultWorld w = new FaultWorld(Resource.FUEL, 0b1010, 1);
    everyStepOf(w, i -> w.session.record(Resource.FUEL, 3));
  }

  /** What a step had no room to end is as it was, and ends later. */
  @Test
  void tokens_atTheEndOfTheStack_endOnceOrCanEndLater() throws Exception {
    FaultWorld w = new FaultWorld(Resource.THREADS, 0, 1);
    Reservation[] tokens = new Reservation[MOST_TOKENS];
    long before = w.ledgers.system().ledger(Resource.THREADS).used();
    Step step =
        i -> {
          Reservation token = w.session.reserveOrThrow(Resource.THREADS, 3);
          tokens[i] = token;
          if (i % 3 == 0) {
            token.settle(1);
          } else if (i % 3 == 1) {
            token.rollback();
          } else {
            token.commit();
          }
          token.release();
        };
    for (int i = 0; i < WARM; i++) {
      step.run(i);
    }
    for (int round = 0; round < ROUNDS; round++) {
      Thread thread = new Thread(null, new Diver(step), "diver", STACK_BYTES);
      thread.start();
      thread.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(thread.isAlive()).as("hangs").isFalse();
      othersGoOn(w);
      for (Reservation token : tokens) {
        if (token != null) {
          token.close();
          assertThat(token.isLive()).isFalse();
        }
      }
      assertThat(w.session.ledger(Resource.THREADS).holders()).isEmpty();
      assertThat(w.ledgers.system().ledger(Resource.THREADS).used()).isEqualTo(before);
    }
    assertThat(w.ledgers.faults()).isZero();
  }

  private static void everyStepOf(FaultWorld world, Step step) throws Exception {
    for (int i = 0; i < WARM; i++) {
      step.run(i);
    }
    for (int round = 0; round < ROUNDS; round++) {
      Diver diver = new Diver(step);
      Thread thread = new Thread(null, diver, "diver", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      thread.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(thread.isAlive()).as("hangs").isFalse();
      assertThat(diver.overflows).isPositive();
      othersGoOn(world);
      sameEverywhere(world);
    }
    world.session.close();
    world.isQuiet();
  }

  private static void sameEverywhere(FaultWorld world) {
    long total = world.session.ledger(world.resource).total();
    for (Scope scope : world.session.line()) {
      Ledger ledger = scope.ledger(world.resource);
      assertThat(ledger.unaccounted()).as("lost at %s", ledger).isZero();
      assertThat(ledger.total()).as("total of %s", ledger).isEqualTo(total);
      if (!ledger.hasWindow()) {
        assertThat(ledger.used())
            .as("%s", ledger)
            .isEqualTo(world.session.ledger(world.resource).used());
      }
    }
    assertThat(world.ledgers.faults()).isZero();
  }

  /** Another thread passes alone, reads every window and charges for somebody else. */
  private static void othersGoOn(FaultWorld world) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      other.submit(() -> goOn(world)).get(30, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }
  }

  private static void goOn(FaultWorld world) {
    world.binder.bind(world.alice, Resource.TIMERS, null);
    world.faults.advance(FaultWorld.WINDOW);
    for (Scope scope : world.session.line()) {
      scope.ledger(world.resource).used();
    }
    assertThat(world.ledgers.principal("bob").charge(Resource.TIMERS, 1)).isNull();
  }
}
