package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One principal takes all it can get of one resource while another one works. */
class ExhaustionTest {
  private static final long HARD = 100;
  private static final long WINDOW = 1_600;
  private static final int WARM = 20_000;

  /** Bob, who takes and gives back all the time and is never refused. */
  private static final class Load implements Runnable {
    private final Scope scope;
    private final Resource resource;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong rounds = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Load(Scope scope, Resource resource) {
      this.scope = scope;
      this.resource = resource;
    }

    @Override
    public void run() {
      while (!stop.get()) {
        if (scope.reserve(resource, 2) instanceof Reservation token) {
          token.rollback();
        } else {
          refused.incrementAndGet();
        }
        if (scope.charge(resource, 3) == null) {
          scope.refund(resource, 3);
        } else {
          refused.incrementAndGet();
        }
        rounds.incrementAndGet();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  @Tag("C-V3")
  @Tag("P15")
  void resourceThatIsExhausted_isDeniedToThatOneAlone_andComesBackWhole(Resource resource)
      throws Exception {
    Graph graph = new Graph();
    Limit limit = Limit.hard(HARD);
    graph.binder.bind(
        graph.alice,
        resource,
        resource.kind() == ResourceKind.FLOW ? limit.perWindow(WINDOW) : limit);
    Load load = new Load(graph.ledgers.principal("bob"), resource);
    Thread bob = new Thread(load);
    bob.start();
    try {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s");
      exhaust(graph, session, resource);
      long seen = load.rounds.get();
      while (load.rounds.get() == seen) {
        Thread.onSpinWait();
      }
      session.close();
    } finally {
      load.stop.set(true);
      bob.join();
    }
    graph.clock.advance(3 * WINDOW);
    assertThat(load.refused.get()).isZero();
    assertThat(graph.used(graph.alice, resource)).isZero();
    assertThat(graph.used(load.scope, resource)).isZero();
    assertThat(graph.alice.ledger(resource).reserved()).isZero();
    assertThat(graph.system.ledger(resource).reserved()).isZero();
    assertThat(graph.used(graph.system, resource))
        .isEqualTo(resource.kind() == ResourceKind.FLOW ? HARD / 2 : 0);
    assertThat(graph.ledgers.faults()).isZero();
  }

  /** Half of it is committed and half of it pending when the session ends. */
  private static void exhaust(Graph graph, Scope session, Resource resource) {
    List<Reservation> tokens = new ArrayList<>();
    Denied denied = null;
    while (denied == null) {
      Verdict verdict = session.reserve(resource, 1);
      if (verdict instanceof Reservation token) {
        tokens.add(token);
      } else {
        denied = (Denied) verdict;
      }
    }
    assertThat(tokens).hasSize((int) HARD);
    assertThat(denied.ledger()).isSameAs(graph.alice.ledger(resource));
    for (int i = 0; i < HARD; i += 2) {
      tokens.get(i).commit();
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(session.charge(resource, 1)).isNotNull();
    }
    assertThat(graph.used(graph.alice, resource)).isEqualTo(HARD);
  }

  @ParameterizedTest
  @EnumSource(
      value = Resource.class,
      names = {"THREADS", "LINEAR_MEMORY", "FUEL"})
  @Tag("C-E7")
  @Tag("C-V3")
  void millionDenialsOfOneRequest_allocateNothing(Resource resource) {
    Graph graph = new Graph();
    Limit limit = Limit.hard(HARD);
    graph.binder.bind(
        graph.alice,
        resource,
        resource.kind() == ResourceKind.FLOW ? limit.perWindow(WINDOW) : limit);
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    assertThat(session.charge(resource, HARD)).isNull();
    storm(session, resource, WARM);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    storm(session, resource, 1_000_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes for a million denials").isLessThan(4096);
    assertThat(graph.alice.ledger(resource).denied()).isEqualTo(1_000_000 + WARM);
  }

  private static void storm(Scope session, Resource resource, int times) {
    for (int i = 0; i < times; i += 2) {
      if (session.charge(resource, 7) == null || session.reserve(resource, 7).granted()) {
        throw new AssertionError("granted");
      }
    }
  }
}
