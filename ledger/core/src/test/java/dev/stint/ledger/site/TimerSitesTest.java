package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Resource;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TimerSitesTest {
  private final SiteGraph graph = new SiteGraph();

  @AfterEach
  void leave() {
    graph.close();
  }

  @Test
  void timer_cancelledTwice_isGivenBackOnce() {
    Object task = new Object();
    TimerSites.scheduling(task);
    assertThat(graph.used(Resource.TIMERS)).isEqualTo(1);

    TimerSites.ended(task);
    TimerSites.ended(task);
    assertThat(graph.used(Resource.TIMERS)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void periodicTimer_isHeldUntilItsLastRun() {
    Object task = new Object();
    TimerSites.scheduling(task);

    TimerSites.ran(task, false);
    assertThat(graph.used(Resource.TIMERS)).isEqualTo(1);
    TimerSites.ran(task, true);
    assertThat(graph.used(Resource.TIMERS)).isZero();
  }

  @Test
  void finishedFuture_thatIsNoTimer_isNotLookedUp() {
    FutureTask<Void> plain = new FutureTask<>(() -> null);
    TimerSites.scheduling(plain);

    TimerSites.finished(plain);
    assertThat(graph.used(Resource.TIMERS)).isEqualTo(1);
    TimerSites.ended(plain);
  }

  @Test
  void finishedTimer_isGivenBack() throws Exception {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    try {
      Object task = executor.schedule(() -> {}, 1, TimeUnit.HOURS);
      TimerSites.scheduling(task);

      TimerSites.finished(task);
      assertThat(graph.used(Resource.TIMERS)).isZero();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  @Tag("denies:timers")
  void timer_beyondTheLimit_isRejectedExecutionWithTheDenial() {
    graph.limit(Resource.TIMERS, 0);

    assertThatThrownBy(() -> TimerSites.scheduling(new Object()))
        .isInstanceOf(RejectedExecutionException.class)
        .isInstanceOf(LimitExceeded.class)
        .hasMessage(
            "exceeded limit: principal [alice] timers, requested [1], used [0], hard [0],"
                + " at [system/alice], profile [p.yaml:1 limit], retry [no] (STINT-L005)");
  }
}
