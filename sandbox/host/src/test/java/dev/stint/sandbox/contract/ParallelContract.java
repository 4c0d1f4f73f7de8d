package dev.stint.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.spi.CapsuleEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many runs of one principal at once, with slices that are small against what each needs. */
public abstract class ParallelContract {
  private static final int RUNS = 24;

  protected abstract CapsuleEngine engine();

  @Test
  void runs_ofOnePrincipal_addUpExactly() throws Exception {
    // Not closed: the engine is shared.
    Capsules capsules = Capsules.on(engine(), 1_000);
    Fixture host = new Fixture(capsules);
    List<RunResult> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<RunResult>> futures = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        futures.add(threads.submit(() -> host.run(host.guest("fib").invoke("fib", List.of("12")))));
      }
      for (Future<RunResult> future : futures) {
        results.add(future.get());
      }
    }

    long fuel = results.get(0).usage().fuel();
    assertThat(results).extracting(result -> result.usage().fuel()).containsOnly(fuel);
    assertThat(host.fuelTotal()).isEqualTo(RUNS * fuel);
    assertThat(host.alice.ledger(Resource.FUEL).used()).isEqualTo(RUNS * fuel);
    assertThat(host.held()).isEmpty();
  }

  @Test
  @Tag("denies:fuel")
  @Tag("P50")
  void runs_besideEachOther_neverPassThePrincipalsFuel() throws Exception {
    Capsules capsules = Capsules.on(engine(), 5_000);
    Fixture host = new Fixture(capsules).limit(Resource.FUEL, 60_000);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        threads.submit(() -> host.run(host.guest("spin")));
      }
    }

    assertThat(host.alice.ledger(Resource.FUEL).peak()).isEqualTo(60_000);
    assertThat(host.fuelTotal()).isEqualTo(60_000);
    assertThat(host.held()).isEmpty();
  }
}
