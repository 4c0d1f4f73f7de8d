package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QosStateTest {
  private record Op(int what, int arg) {}

  @Test
  void base_aboveTheCeiling_isRefused() {
    assertThatThrownBy(() -> new QosState(QosClass.INTERACTIVE, QosClass.NORMAL))
        .hasMessage("base [interactive] is above ceiling [normal]");
  }

  @Test
  @Tag("O-Q9")
  @Tag("P71")
  void loan_lifts_alsoAboveTheCeiling_andFallsBackAfterTheLastCall() {
    QosState callee = QosState.of(QosClass.IDLE);

    Boost high = callee.inherit(QosClass.PERF_BURST);
    Boost middle = callee.inherit(QosClass.INTERACTIVE);
    Boost again = callee.inherit(QosClass.PERF_BURST);
    assertThat(callee.effective()).isEqualTo(QosClass.PERF_BURST);
    assertThat(callee.current()).isEqualTo(QosClass.IDLE);

    high.close();
    high.close();
    assertThat(callee.effective()).isEqualTo(QosClass.PERF_BURST);
    again.close();
    assertThat(callee.effective()).isEqualTo(QosClass.INTERACTIVE);
    middle.close();
    assertThat(callee.effective()).isEqualTo(QosClass.IDLE);
  }

  @Test
  @Tag("O-Q9")
  void loan_reachesDownAChainOfCalls() {
    QosState client = QosState.of(QosClass.INTERACTIVE);
    QosState middle = QosState.of(QosClass.IDLE);
    QosState last = QosState.of(QosClass.IDLE);

    try (Boost first = middle.inherit(client.effective());
        Boost second = last.inherit(middle.effective())) {
      assertThat(first.isOpen() && second.isOpen()).isTrue();
      assertThat(last.effective()).isEqualTo(QosClass.INTERACTIVE);
    }

    assertThat(last.effective()).isEqualTo(QosClass.IDLE);
  }

  @Test
  void callAboveTheCountable_sharesTheLoanOfTheOthers_andSpoilsNoCount() {
    QosState callee = QosState.of(QosClass.IDLE);
    List<Boost> boosts = new ArrayList<>();
    for (int i = 0; i < QosState.MOST_CALLS; i++) {
      boosts.add(callee.inherit(QosClass.NORMAL));
    }

    Boost above = callee.inherit(QosClass.NORMAL);

    assertThat(above.isOpen()).isFalse();
    assertThat(callee.effective()).isEqualTo(QosClass.NORMAL);
    above.close();
    boosts.forEach(Boost::close);
    assertThat(callee.effective()).isEqualTo(QosClass.IDLE);
    assertThat(callee.ceiling()).isEqualTo(QosClass.IDLE);
  }

  @Test
  @Tag("O-Q9")
  void move_keepsLoansThatCameAfterItsReading_andGivesWayToAnotherMove() {
    QosState state = new QosState(QosClass.IDLE, QosClass.INTERACTIVE);
    long reading = state.reading();
    Boost boost = state.inherit(QosClass.PERF_BURST);

    assertThat(state.move(reading, QosClass.NORMAL)).isTrue();
    assertThat(state.move(reading, QosClass.INTERACTIVE)).as("no longer idle").isFalse();

    assertThat(state.effective()).isEqualTo(QosClass.PERF_BURST);
    boost.close();
    assertThat(state.effective()).isEqualTo(QosClass.NORMAL);
  }

  @Test
  @Tag("O-Q8")
  @Tag("O-Q9")
  @Tag("P71")
  void everyTrace_equalsThePlainModel() {
    Traces.check(
        300, 60, r -> new Op(r.nextInt(4), r.nextInt(1 << 16)), trace -> new Model().play(trace));
  }

  /** The same rules on plain fields and a list of the loans. */
  private static final class Model {
    private final QosState state = new QosState(QosClass.NORMAL, QosClass.PERF_BURST);
    private int base = 1;
    private int current = 1;
    private int ceiling = 3;
    private final List<Boost> loans = new ArrayList<>();

    @Nullable
    String play(List<Op> trace) {
      for (Op op : trace) {
        QosClass qos = QosClass.values()[op.arg() & 3];
        switch (op.what()) {
          case 0 -> move(qos);
          case 1 -> lower(qos, op.arg());
          case 2 -> loans.add(state.inherit(qos));
          default -> end(op.arg());
        }
        int lent = loans.stream().mapToInt(b -> b.lent().code()).max().orElse(0);
        String expected = base + " " + current + " " + ceiling + " " + Math.max(lent, current);
        String found =
            state.base().code()
                + " "
                + state.current().code()
                + " "
                + state.ceiling().code()
                + " "
                + state.effective().code();
        if (!expected.equals(found)) {
          return "expected " + expected + " but found " + found;
        }
      }
      return null;
    }

    private void move(QosClass to) {
      if (to.code() <= ceiling) {
        state.move(state.reading(), to);
        current = to.code();
      }
    }

    /** Rarely, or every trace would end at idle at once. */
    private void lower(QosClass to, int arg) {
      if (to.code() <= ceiling && arg % 5 == 0) {
        state.lowerCeiling(state.reading(), to);
        ceiling = to.code();
        current = Math.min(current, ceiling);
        base = Math.min(base, ceiling);
      }
    }

    private void end(int arg) {
      if (!loans.isEmpty()) {
        loans.remove(arg % loans.size()).close();
      }
    }
  }

  @Test
  @Tag("O-Q9")
  void loansFromManyThreads_allEnd_andMovesMeanwhileAreKept() throws Exception {
    QosState callee = new QosState(QosClass.IDLE, QosClass.INTERACTIVE);
    CyclicBarrier start = new CyclicBarrier(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> lifted = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        QosClass mine = QosClass.values()[t + 1];
        lifted.add(
            pool.submit(
                () -> {
                  start.await();
                  boolean always = true;
                  for (int i = 0; i < 20_000; i++) {
                    try (Boost boost = callee.inherit(mine)) {
                      always &= boost.isOpen() && !mine.isAbove(callee.effective());
                    }
                  }
                  return always;
                }));
      }
      start.await();
      for (int i = 0; i < 20_000; i++) {
        QosClass to = QosClass.values()[i % 3];
        assertThat(callee.move(callee.reading(), to)).isTrue();
        assertThat(callee.current()).isEqualTo(to);
      }
      for (Future<Boolean> future : lifted) {
        assertThat(future.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(callee.lent()).isEqualTo(QosClass.IDLE);
    assertThat(callee.current()).isEqualTo(QosClass.NORMAL);
    assertThat(callee.ceiling()).isEqualTo(QosClass.INTERACTIVE);
  }
}
