package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.host.PermitGate.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PermitGateTest {

  @Test
  @Tag("L-11")
  void anyOperations_keepWhoIsInside_andAdmitOnlyBelowTheSize() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int run = 0; run < 300; run++) {
      List<Long> trace = new SplittableRandom(seed + run).longs(60).boxed().toList();
      if (failure(trace) != null) {
        List<Long> least = shrunk(trace);
        throw new AssertionError("seed " + seed + ", operations:\n" + log(least), failure(least));
      }
    }
  }

  private static List<Long> shrunk(List<Long> trace) {
    List<Long> least = new ArrayList<>(trace);
    for (int i = least.size() - 1; i >= 0; i--) {
      List<Long> fewer = new ArrayList<>(least);
      fewer.remove(i);
      if (failure(fewer) != null) {
        least = fewer;
      }
    }
    return least;
  }

  private static @Nullable Throwable failure(List<Long> trace) {
    try {
      play(trace, new StringBuilder());
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  private static String log(List<Long> trace) {
    StringBuilder log = new StringBuilder();
    try {
      play(trace, log);
    } catch (RuntimeException | AssertionError e) {
      log.append("fails: ").append(e.getMessage());
    }
    return log.toString();
  }

  private static void play(List<Long> trace, StringBuilder log) {
    PermitGate gate = new PermitGate(4);
    List<Permit> inside = new ArrayList<>();
    int size = 4;
    for (long each : trace) {
      SplittableRandom random = new SplittableRandom(each);
      switch (random.nextInt(5)) {
        case 0 -> {
          size = random.nextInt(1, 9);
          log.append("resize ").append(size).append('\n');
          gate.resize(size);
        }
        case 1, 2 -> {
          log.append("enter\n");
          Permit permit = gate.tryEnter();
          assertThat(permit != null).isEqualTo(inside.size() < size);
          if (permit != null) {
            inside.add(permit);
          }
        }
        default -> {
          log.append("leave\n");
          if (!inside.isEmpty()) {
            Permit gone = inside.remove(random.nextInt(inside.size()));
            gone.close();
            gone.close();
          }
        }
      }
      assertThat(gate.size()).isEqualTo(size);
      assertThat(gate.inside()).isEqualTo(inside.size());
      assertThat(gate.excess()).isEqualTo(Math.max(0, inside.size() - size));
    }
  }

  @Test
  @Tag("L-11")
  void growing_letsIn_whoWaits() throws Exception {
    PermitGate gate = new PermitGate(1);
    Permit first = gate.tryEnter();
    ExecutorService threads = Executors.newFixedThreadPool(1);
    try {
      CountDownLatch started = new CountDownLatch(1);
      Future<@Nullable Permit> second =
          threads.submit(
              () -> {
                started.countDown();
                return gate.enter(TimeUnit.SECONDS.toNanos(20));
              });
      started.await();
      gate.resize(2);

      assertThat(second.get(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(gate.inside()).isEqualTo(2);
      assertThat(first).isNotNull();
      assertThat(gate.enter(1)).isNull();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Tag("L-11")
  void threads_whileItIsResized_areNeverMoreThanTheLargestSize_andAllFinish() throws Exception {
    int workers = 4;
    int rounds = 2_000;
    PermitGate gate = new PermitGate(3);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        all.add(threads.submit(() -> work(gate, rounds, inside, most)));
      }
      for (int i = 0; all.stream().anyMatch(each -> !each.isDone()); i++) {
        gate.resize(1 + i % 3);
        Thread.yield();
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most.get()).isBetween(1, 3);
    assertThat(gate.inside()).isZero();
    assertThat(gate.excess()).isZero();
  }

  private static Void work(PermitGate gate, int rounds, AtomicInteger inside, AtomicInteger most)
      throws InterruptedException {
    for (int i = 0; i < rounds; i++) {
      Permit permit = gate.enter(TimeUnit.SECONDS.toNanos(20));
      assertThat(permit).isNotNull();
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      inside.decrementAndGet();
      permit.close();
    }
    return null;
  }

  @Test
  @Tag("L-14")
  void size_belowOne_isNoGate() {
    assertThatThrownBy(() -> new PermitGate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gate has at least 1 permit: 0");
    assertThatThrownBy(() -> new PermitGate(1).resize(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
