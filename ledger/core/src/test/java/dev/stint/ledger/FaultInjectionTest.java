package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the kernel calls throws, at its first call, its second and so on until there is none
 * left: each time the operation is complete or never was.
 */
@Tag("P7")
@Tag("P15")
@Tag("P16")
@Tag("C-V4")
class FaultInjectionTest {
  private static final int LEVELS = 4;
  private static final int HOT_ROUNDS = 300;
  private static final int WARM = 2_000;
  private static final ExecutorService OTHER = Executors.newSingleThreadExecutor();

  @AfterAll
  static void end() {
    OTHER.shutdown();
  }

  @ParameterizedTest
  @EnumSource(FaultOperation.class)
  void flow_withWindowsAtAnyLevel_isChargedWholeOrNot(FaultOperation operation) throws Exception {
    for (int windows = 0; windows < 1 << LEVELS; windows++) {
      everyFault(operation, Resource.FUEL, windows, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(FaultOperation.class)
  void flow_withLanes_isChargedWholeOrNot(FaultOperation operation) throws Exception {
    everyFault(operation, Resource.FUEL, 0, HOT_ROUNDS);
  }

  @ParameterizedTest
  @EnumSource(FaultOperation.class)
  void stock_isChargedWholeOrNot(FaultOperation operation) throws Exception {
    everyFault(operation, Resource.THREADS, 0, 1);
    everyFault(operation, Resource.LINEAR_MEMORY, 0, HOT_ROUNDS);
  }

  private static void everyFault(
      FaultOperation operation, Resource resource, int windows, int rounds) throws Exception {
    for (Faults.At at : Faults.At.values()) {
      for (boolean error : new boolean[] {false, true}) {
        int k = 1;
        while (oneFault(operation, resource, windows, rounds, at, k, error)) {
          k++;
        }
      }
    }
  }

  /** False when there was no k-th call. */
  private static boolean oneFault(
      FaultOperation operation,
      Resource resource,
      int windows,
      int rounds,
      Faults.At at,
      int k,
      boolean error)
      throws Exception {
    FaultWorld world = new FaultWorld(resource, windows, rounds);
    try {
      return play(operation, world, at, k, error);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          String.format(
              "%s of %s, windows %s, rounds %d: call %d of %s throws an %s",
              operation,
              resource,
              Integer.toBinaryString(windows),
              rounds,
              k,
              at,
              error ? "error" : "exception"),
          e);
    }
  }

  private static boolean play(
      FaultOperation operation, FaultWorld world, Faults.At at, int k, boolean error)
      throws Exception {
    operation.before(world);
    world.begin();
    Throwable thrown = null;
    world.faults.arm(at, k, error);
    try {
      operation.run(world);
    } catch (Faults.InjectedException | Faults.InjectedError e) {
      thrown = e;
    }
    boolean hit = world.faults.disarm();
    if (thrown == null) {
      operation.undo(world);
      if (operation.isDenied()) {
        world.isUntouched();
      }
      if (operation.canBeBack()) {
        world.isBack();
      }
    } else {
      assertThat(operation.mayThrow(at)).as("may throw").isTrue();
      if (operation != FaultOperation.CLOSE) {
        world.isUntouched();
      }
    }
    isSound(world, at, thrown == null && hit);
    return hit;
  }

  private static void isSound(FaultWorld world, Faults.At at, boolean swallowed) throws Exception {
    boolean notice = swallowed && (at == Faults.At.LISTENER || at == Faults.At.AUDIT);
    assertThat(world.ledgers.failedNotices()).as("failed notices").isEqualTo(notice ? 1 : 0);
    boolean owner = swallowed && at == Faults.At.OWNED;
    assertThat(world.ledgers.faults()).as("faults").isEqualTo(owner ? 1 : 0);
    OTHER
        .submit(() -> world.binder.bind(world.alice, Resource.TIMERS, null))
        .get(20, TimeUnit.SECONDS);
    // What failed in a close is done by the next one.
    world.session.close();
    world.alice.child(ScopeKind.SERVICE, "late").close();
    world.isQuiet();
    assertThat(world.faults.records().verify()).as("audit").isTrue();
    assertThat(world.ledgers.faults()).as("faults at last").isEqualTo(owner ? 1 : 0);
  }

  /** What could run out of memory was made before, so there is nothing to undo. */
  @Test
  void chargeOnANewLine_allocatesNothingInsideTheGate() {
    FaultWorld world = new FaultWorld(Resource.FUEL, 0b1010, 1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (int i = 0; i < 2 * WARM; i++) {
      allocated = i == WARM ? 0 : allocated;
      Scope fresh = world.session.span("fresh");
      Ledger own = fresh.ledger(Resource.FUEL);
      long now = Charging.prepare(own);
      long before = threads.getCurrentThreadAllocatedBytes();
      Charging.add(own, 1, 255, now);
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
      fresh.close();
    }
    assertThat(allocated).as("bytes inside the gate").isLessThan(WARM);
  }

  @Test
  @Tag("P2")
  void windowOfAStock_isRefusedAndNotOnRecord() {
    FaultWorld world = new FaultWorld(Resource.THREADS, 0, 1);
    AuditHead head = world.faults.head();
    Limit limit = Limit.hard(9).perWindow(FaultWorld.WINDOW);
    assertThatThrownBy(() -> world.binder.bind(world.alice, Resource.THREADS, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stock [threads] has no window");
    assertThat(world.faults.head()).isEqualTo(head);
  }

  @Test
  @Tag("P2")
  void faultThatTheAuditRefuses_isKeptAndTriedAgain_andTheGuestHearsNothing() {
    FaultWorld world = new FaultWorld(Resource.THREADS, 0, 1);
    long before = world.faults.head().sequence();
    world.faults.arm(Faults.At.AUDIT, 1, false);
    assertThatCode(() -> world.session.refund(Resource.THREADS, FaultWorld.SPENT + 1))
        .doesNotThrowAnyException();
    assertThat(world.ledgers.faults()).isEqualTo(1);
    assertThat(world.ledgers.failedNotices()).isEqualTo(1);
    assertThat(world.faults.head().sequence()).isEqualTo(before);
    world.alice.refund(Resource.TIMERS, 0);
    assertThat(world.faults.head().sequence()).isEqualTo(before + 1);
    assertThat(world.faults.records().verify()).isTrue();
  }
}
