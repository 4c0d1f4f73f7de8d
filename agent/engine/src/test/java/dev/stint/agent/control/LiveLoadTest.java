package dev.stint.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;
import dev.stint.profiles.Overrides;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits change under load; not one charge is lost and not one is given back twice. */
class LiveLoadTest {
  private static final int CHANGES = 200;
  private static final int THREADS = 3;
  private static final long SEED = Long.getLong("stint.seed", 20_260_101L);
  private static final String PROFILE =
      """
      schema: 1
      profileId: load
      versionId: "%d"
      epoch: %d
      system: {threadLimit: 500}
      principals:
        alice: {limits: {threadLimit: %d}}
        bob: {limits: {timerWaiterLimit: %d}}
      """;

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(256));
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicLong granted = new AtomicLong();

  private static byte[] profile(int epoch, int threads, int timers) {
    return PROFILE.formatted(epoch, epoch, threads, timers).getBytes(StandardCharsets.UTF_8);
  }

  /** What the scope was granted in total. */
  private long work(Scope scope, Resource resource, SplittableRandom random) {
    long sum = 0;
    while (!done.get()) {
      int amount = 1 + random.nextInt(6);
      if (random.nextBoolean()) {
        Verdict verdict = scope.reserve(resource, amount);
        if (verdict instanceof Reservation reservation) {
          reservation.commit();
          sum += amount;
          reservation.close();
        }
      } else if (scope.charge(resource, amount) == null) {
        sum += amount;
        scope.refund(resource, amount);
      }
      granted.incrementAndGet();
    }
    return sum;
  }

  @Test
  void limits_changed200TimesUnderLoad_loseNoCharge() throws Exception {
    Principals principals =
        new Principals(
            ledgers, ProfileReader.read("p", profile(1, 8, 8), Strictness.STRICT), false, 10);
    principals.bindAll();
    LiveControl control =
        new LiveControl(ledgers, principals, false, Overrides.NONE, resource -> null);
    Scope alice = ledgers.principal("alice");
    Scope bob = ledgers.principal("bob");
    SplittableRandom random = new SplittableRandom(SEED);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Long>> workers =
          IntStream.range(0, THREADS)
              .<Callable<Long>>mapToObj(
                  i -> {
                    SplittableRandom own = random.split();
                    return i % 2 == 0
                        ? () -> work(alice, Resource.THREADS, own)
                        : () -> work(bob, Resource.TIMERS, own);
                  })
              .toList();
      List<Future<Long>> running = workers.stream().map(pool::submit).toList();
      for (int i = 0; i < CHANGES; i++) {
        long seen = granted.get();
        change(control, i, random);
        while (granted.get() < seen + 5) {
          Thread.yield();
        }
      }
      done.set(true);
      long threads = running.get(0).get() + running.get(2).get();
      long timers = running.get(1).get();

      assertThat(alice.ledger(Resource.THREADS).used()).as("seed %d", SEED).isZero();
      assertThat(bob.ledger(Resource.TIMERS).used()).as("seed %d", SEED).isZero();
      assertThat(ledgers.system().ledger(Resource.THREADS).used()).isZero();
      assertThat(ledgers.system().ledger(Resource.TIMERS).used()).isZero();
      assertThat(threads).isPositive();
      assertThat(timers).isPositive();
      assertThat(alice.ledger(Resource.THREADS).reserved()).isZero();
      assertThat(ledgers.faults()).isZero();
    } finally {
      done.set(true);
      pool.shutdownNow();
    }
  }

  private static void change(LiveControl control, int i, SplittableRandom random)
      throws LiveRefused {
    boolean first = random.nextBoolean();
    if (i % 10 == 9) {
      byte[] yaml = profile(2 + i, random.nextInt(12), random.nextInt(12));
      String text = new String(yaml, StandardCharsets.UTF_8);
      control.profile(Map.of("name", "p", "profile", text));
      return;
    }
    String value = random.nextInt(5) == 0 ? "inherit" : Integer.toString(random.nextInt(12));
    String field = first ? "threadLimit" : "timerWaiterLimit";
    control.limits(
        Map.of(
            "principal",
            first ? "alice" : "bob",
            "by",
            "load",
            "fields",
            List.of(Map.of("field", field, "value", value))));
  }
}
