package dev.stint.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshots;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StintMetricsTest {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final StintMetrics metrics = new StintMetrics(ledgers);

  @AfterEach
  void close() {
    metrics.close();
  }

  private Scope alice() {
    Scope alice = ledgers.principal("alice");
    ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(4));
    alice.charge(Resource.THREADS, 3);
    alice.charge(Resource.THREADS, 2);
    return alice;
  }

  private RequiredSearch threadsOf(String name, String principal) {
    return registry
        .get(name)
        .tags("resource", "threads", "unit", "count", "scope", "principal", "principal", principal);
  }

  @Test
  void meters_showWhatTheLedgersHold() {
    alice();

    metrics.bindTo(registry);

    assertThat(threadsOf("stint.used", "alice").gauge().value()).isEqualTo(3);
    assertThat(threadsOf("stint.limit", "alice").gauge().value()).isEqualTo(4);
    assertThat(threadsOf("stint.debt", "alice").gauge().value()).isZero();
    assertThat(threadsOf("stint.total", "alice").functionCounter().count()).isEqualTo(3);
    assertThat(threadsOf("stint.denied", "alice").functionCounter().count()).isEqualTo(1);
    assertThat(threadsOf("stint.would.deny", "alice").functionCounter().count()).isZero();
    assertThat(threadsOf("stint.stall", "alice").functionCounter().count()).isZero();
    assertThat(registry.get("stint.used").tag("scope", "system").gauge().value()).isEqualTo(3);
    assertThat(registry.get("stint.faults").gauge().value()).isZero();
    assertThat(registry.find("stint.limit").tag("scope", "system").gauge()).isNull();
  }

  @Test
  void principal_thatComesOrGoes_hasMetersAsLongAsItLives() {
    metrics.bindTo(registry);
    assertThat(registry.find("stint.used").meters()).isEmpty();

    Scope alice = alice();
    metrics.refresh();
    assertThat(threadsOf("stint.used", "alice").gauge().value()).isEqualTo(3);

    alice.close();
    metrics.refresh();
    assertThat(registry.find("stint.used").tag("principal", "alice").meters()).isEmpty();
    assertThat(registry.find("stint.limit").meters()).isEmpty();
  }

  @Test
  void limit_thatIsRemoved_hasNoMeter() {
    Scope alice = alice();
    metrics.bindTo(registry);

    ledgers.binder("test").bind(alice, Resource.THREADS, null);
    metrics.refresh();

    assertThat(registry.find("stint.limit").meters()).isEmpty();
    assertThat(threadsOf("stint.used", "alice").gauge().value()).isEqualTo(3);
  }

  @Test
  void principals_beyondAHundred_areSummedAndTheSumNeverFalls() {
    for (int i = 0; i < 130; i++) {
      ledgers.principal("p" + i).charge(Resource.THREADS, 1);
    }
    metrics.bindTo(registry);

    assertThat(registry.find("stint.used").tag("scope", "principal").meters()).hasSize(101);
    assertThat(threadsOf("stint.total", "_other").functionCounter().count()).isEqualTo(30);

    for (int i = 0; i < 130; i++) {
      ledgers.principal("p" + i).close();
    }
    metrics.refresh();
    assertThat(threadsOf("stint.used", "_other").gauge().value()).isZero();
    assertThat(threadsOf("stint.total", "_other").functionCounter().count()).isEqualTo(30);
  }

  @Test
  void sessions_areInTheirPrincipalOnly() {
    ledgers.principal("bob").child(ScopeKind.SESSION, "s").charge(Resource.FUEL, 9);

    metrics.bindTo(registry);

    assertThat(registry.find("stint.used").meters())
        .extracting(meter -> meter.getId().getTag("scope"))
        .containsExactlyInAnyOrder("system", "principal");
  }

  @Test
  void prometheus_seesTheDocumentedNames() {
    alice();
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    metrics.bindTo(prometheus);

    String tags = "{principal=\"alice\",resource=\"threads\",scope=\"principal\",unit=\"count\"} ";
    assertThat(prometheus.scrape().lines())
        .contains(
            "stint_used" + tags + "3.0",
            "stint_limit" + tags + "4.0",
            "stint_debt" + tags + "0.0",
            "stint_total" + tags + "3.0",
            "stint_denied_total" + tags + "1.0",
            "stint_would_deny_total" + tags + "0.0",
            "stint_stall_seconds_total" + tags + "0.0",
            "stint_faults 0.0");
  }

  @Test
  void thread_looksAgainByItself_evenAfterAFailure() throws InterruptedException {
    Snapshots real = new Snapshots(ledgers);
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch later = new CountDownLatch(4);
    StintMetrics fast =
        new StintMetrics(
            () -> {
              later.countDown();
              if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("once");
              }
              return real.snapshot();
            },
            Duration.ofMillis(1));

    fast.bindTo(registry);

    assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
    fast.close();
  }

  @Test
  void interval_ofNothing_isRefused() {
    assertThatThrownBy(() -> new StintMetrics(new Snapshots(ledgers), Duration.ZERO))
        .hasMessage("interval must be at least a millisecond");
  }

  @Test
  void meters_haveDescriptions() {
    alice();
    metrics.bindTo(registry);

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allMatch(id -> id.getDescription() != null);
  }
}
