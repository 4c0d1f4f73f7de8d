package dev.stint.agent.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stint.agent.HookState;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;

class EngineTest {
  @Test
  void observe_weavesNothingAndDeniesNothing() throws Exception {
    try (Bench bench = new Bench(false)) {
      Scope alice = bench.limited("alice", 1 << 20);

      assertThat(bench.engine.weave(new ClassWriter(0), "a/B", bench.woven)).isNull();
      Bench.as(alice, () -> bench.attack("huge", 4 << 20));

      assertThat(Bench.heap(alice).excess()).isBetween(3L << 20, 4L << 20);
    }
  }

  @Test
  void enforce_leavesTheJdkAndStintAlone() {
    try (Bench bench = new Bench(true)) {
      ClassWriter writer = new ClassWriter(0);

      assertThat(bench.engine.weave(writer, "java/util/ArrayList", null)).isNull();
      assertThat(bench.engine.weave(writer, "dev/stint/ledger/Cell", bench.woven)).isNull();
      assertThat(bench.engine.weave(writer, "a/B", bench.woven)).isNotNull();
    }
  }

  @Test
  void state_tellsWhatIsNotCovered() {
    HookState before =
        new AllocationEngine(Bench.noInstrumentation(), dev.stint.ledger.Ledgers.jvm(), true)
            .state();
    assertThat(before.state()).isEqualTo(HookState.State.MISSING);
    boolean virtualThreads = Runtime.version().feature() >= 21;
    try (Bench bench = new Bench(false)) {
      assertThat(bench.engine.state())
          .isEqualTo(
              virtualThreads
                  ? HookState.partial(
                      "allocation",
                      "heap.allocated",
                      "virtual threads: not measured by principal, their bytes stand under"
                          + " [default]")
                  : HookState.armed("allocation", "heap.allocated"));
    }
    try (Bench bench = new Bench(true)) {
      assertThat(bench.engine.state())
          .isEqualTo(
              HookState.partial(
                  "allocation",
                  "heap.allocated",
                  "arrays that JDK code makes on its own: seen after they were made, at the"
                      + " guest's next site"
                      + (virtualThreads ? "; virtual threads: estimated at guest sites" : "")));
    }
  }

  @Test
  void threadThatLiesAboutItsId_isNotBelieved() {
    Thread liar =
        new Thread() {
          @Override
          public long getId() {
            return 1;
          }
        };

    assertThat(ThreadIds.open(Bench.noInstrumentation()).of(liar)).isNotEqualTo(1);
    assertThat(ThreadIds.open(Bench.noInstrumentation()).of(new Thread())).isPositive();
  }

  /** From 21 on; the amounts are estimates, so the bound is a rough one. */
  @Test
  void virtualThread_isDeniedByItsEstimate() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", 8 << 20);
      AtomicReference<Throwable> thrown = new AtomicReference<>();

      Thread thread =
          newestKind(
              () ->
                  thrown.set(
                      catchThrowable(
                          () -> Bench.as(alice, () -> bench.attack("mediumArrays", 1L << 40)))));
      thread.join();

      assertThat(thrown.get()).isInstanceOf(ResourceLimitExceeded.class);
      assertThat(Bench.heap(alice).used()).isBetween(7L << 20, 9L << 20);
    }
  }

  private static Thread newestKind(Runnable task) throws ReflectiveOperationException {
    if (Runtime.version().feature() >= 21) {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }
}
