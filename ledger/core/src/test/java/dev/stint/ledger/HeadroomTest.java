package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A thread that overflows its stack inside a charge must leave neither a count nor the gate. */
class HeadroomTest {
  private static final int OVERFLOWS = 400;

  private final Graph graph = new Graph();
  private final Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
  private long granted;
  private long overflows;

  @Test
  void overflowOfTheStack_atAnyDepth_leavesEveryCounterRight() throws InterruptedException {
    for (int i = 0; i < OVERFLOWS; i++) {
      int lead = i;
      Thread thread = new Thread(null, () -> overflow(lead), "deep", 256 << 10);
      thread.start();
      thread.join();
    }

    assertThat(overflows).isEqualTo(OVERFLOWS);
    assertThat(session.ledger(Resource.THREADS).used()).isEqualTo(granted);
    assertThat(graph.system.ledger(Resource.THREADS).used()).isEqualTo(granted);
    session.close();
    assertThat(graph.system.ledger(Resource.THREADS).used()).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  private void overflow(int lead) {
    try {
      deeper(lead, 0);
    } catch (StackOverflowError e) {
      overflows++;
    }
  }

  /** Frames of different sizes, so that the end of the stack is met at every step of a charge. */
  private long deeper(int lead, long ballast) {
    if (session.charge(Resource.THREADS, 1) == null) {
      granted++;
    }
    return lead % 7 == 0
        ? wider(lead, ballast, ballast + 1, ballast + 2, ballast + 3)
        : deeper(lead / 7 + 1, ballast + 1) + ballast;
  }

  private long wider(int lead, long a, long b, long c, long d) {
    return deeper(lead + 1, a + b) + c * d + a;
  }
}
