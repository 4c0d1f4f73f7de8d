package dev.stint.ledger.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-30")
class RemoteCreditTest {
  private static final long MILLI = 1_000_000;

  private final RemoteCredit credit = new RemoteCredit(3, 2, 5);
  private final List<String> tried = new ArrayList<>();

  private RemoteRequest park(String label, long deadlineMillis) {
    return credit.park(
        label,
        () -> {
          tried.add(label);
          return RemoteAnswer.NO_CREDIT;
        },
        0,
        deadlineMillis * MILLI);
  }

  @Test
  void request_isTriedEachTick_untilItIsAccepted() {
    AtomicInteger left = new AtomicInteger(3);
    RemoteRequest request =
        credit.park(
            "stream 7",
            () -> left.decrementAndGet() > 0 ? RemoteAnswer.NO_CREDIT : RemoteAnswer.ACCEPTED,
            0,
            50 * MILLI);

    assertThat(credit.tick(10 * MILLI)).isZero();
    assertThat(credit.tick(20 * MILLI)).isZero();
    assertThat(request.message())
        .isEqualTo(
            "waits for credit of the other side: request [stream 7], attempts [2], waited [0ms]");
    assertThat(credit.tick(30 * MILLI)).isEqualTo(1);

    assertThat(request.outcome()).isEqualTo(RemoteOutcome.ACCEPTED);
    assertThat(request.message())
        .isEqualTo("accepted by the other side: request [stream 7], attempts [3], waited [30ms]");
    assertThat(credit.waiting()).isZero();
    assertThat(credit.tick(40 * MILLI)).isZero();
    assertThat(left).hasValue(0);
  }

  @Test
  void request_timesOutAtItsDeadline_withoutAnotherAttempt() {
    RemoteRequest request = park("a", 20);

    credit.tick(10 * MILLI);
    credit.tick(20 * MILLI);

    assertThat(request.outcome()).isEqualTo(RemoteOutcome.TIMED_OUT);
    assertThat(request.outcome().retryable()).isTrue();
    assertThat(request)
        .hasToString(
            "timed out waiting for credit of the other side: request [a], attempts [1], waited"
                + " [20ms] (STINT-N015)");
    assertThat(park("b", 0).outcome()).isEqualTo(RemoteOutcome.TIMED_OUT);
    assertThat(credit.waiting()).isZero();
  }

  @Test
  void request_thatSpentItsAttempts_ends() {
    RemoteRequest request = park("a", 900);
    for (int i = 1; i <= 7; i++) {
      credit.tick(i * MILLI);
    }

    assertThat(tried).hasSize(5);
    assertThat(request)
        .hasToString(
            "spent its attempts waiting for credit of the other side: request [a], attempts [5],"
                + " waited [5ms] (STINT-N015)");
  }

  @Test
  void tick_triesTheLongestWaitingFirst_andAllInTurn() {
    park("a", 900);
    park("b", 900);
    park("c", 900);

    credit.tick(1);
    credit.tick(2);
    credit.tick(3);

    assertThat(tried).containsExactly("a", "b", "c", "a", "b", "c");
    RemoteRequest fourth = park("d", 900);
    assertThat(fourth)
        .hasToString(
            "no place to wait for credit of the other side: request [d], attempts [0], waited [0ms]"
                + " (STINT-N016)");
    assertThat(fourth.cancel()).isFalse();
  }

  @Test
  void cancelled_freesItsPlaceAtOnce() {
    RemoteRequest first = park("a", 900);
    park("b", 900);
    park("c", 900);

    assertThat(first.cancel()).isTrue();
    assertThat(first.cancel()).isFalse();

    assertThat(credit.waiting()).isEqualTo(2);
    assertThat(park("d", 900).outcome()).isEqualTo(RemoteOutcome.WAITING);
    credit.tick(1);
    assertThat(tried).containsExactly("b", "c");
  }

  @Test
  void attemptThatThrows_failsAlone() {
    IllegalStateException reason = new IllegalStateException("connection lost");
    RemoteRequest broken =
        credit.park(
            "a",
            () -> {
              throw reason;
            },
            0,
            9);
    park("b", 900);

    assertThat(credit.tick(1)).isEqualTo(1);

    assertThat(broken.outcome()).isEqualTo(RemoteOutcome.FAILED);
    assertThat(broken.failure()).isSameAs(reason);
    assertThat(tried).containsExactly("b");
  }

  @Test
  void attemptThatDiesWithAnError_losesNoRequest() {
    credit.park(
        "a",
        () -> {
          throw new AssertionError("out of order");
        },
        0,
        900);
    park("b", 900);

    assertThatThrownBy(() -> credit.tick(1)).hasMessage("out of order");

    assertThat(credit.waiting()).isEqualTo(2);
    assertThat(tried).isEmpty();
  }

  @Test
  void attemptThatTicks_doesNothingMore_andOneThatCancelsEnds() {
    List<RemoteRequest> self = new ArrayList<>();
    self.add(
        credit.park(
            "a",
            () -> {
              assertThat(credit.tick(1)).isZero();
              self.get(0).cancel();
              return RemoteAnswer.ACCEPTED;
            },
            0,
            900));

    assertThat(credit.tick(1)).isEqualTo(1);
    assertThat(self.get(0).outcome()).isEqualTo(RemoteOutcome.CANCELLED);
  }

  /** {@code n < 3} parks with a short deadline, 3 cancels, the others tick. */
  @Test
  void anyTrace_endsEveryRequestByItsDeadline_withinBounds() {
    Traces.check(200, 40, r -> r.nextInt(6), RemoteCreditTest::play);
  }

  private static String play(List<Integer> trace) {
    RemoteCredit credit = new RemoteCredit(4, 2, 3);
    List<RemoteRequest> all = new ArrayList<>();
    AtomicInteger attempts = new AtomicInteger();
    long now = 0;
    for (int n : trace) {
      if (n < 3) {
        boolean accepts = all.size() % 4 == 3;
        all.add(
            credit.park(
                "r" + all.size(),
                () -> {
                  attempts.incrementAndGet();
                  return accepts ? RemoteAnswer.ACCEPTED : RemoteAnswer.NO_CREDIT;
                },
                now,
                now + n * 3));
      } else if (n == 3 && !all.isEmpty()) {
        all.get(all.size() / 2).cancel();
      } else {
        now++;
        int before = attempts.get();
        credit.tick(now);
        if (attempts.get() - before > 2) {
          return "too many attempts in a tick";
        }
      }
      long waiting = all.stream().filter(r -> r.outcome() == RemoteOutcome.WAITING).count();
      if (waiting > 4 || waiting != credit.waiting()) {
        return "waiting " + credit.waiting() + " and not " + waiting;
      }
    }
    credit.tick(now + 6);
    return credit.waiting() == 0 ? null : "not ended: " + credit.waiting();
  }

  @Test
  void threads_endEachRequestOnce() throws InterruptedException {
    RemoteCredit shared = new RemoteCredit(64, 8, 1_000);
    AtomicInteger accepted = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    List<RemoteRequest> all = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      int number = t;
      Thread thread = new Thread(() -> storm(shared, start, number, accepted, all));
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    shared.tick(Long.MAX_VALUE / 2);

    assertThat(shared.waiting()).isZero();
    assertThat(all).hasSize(4_000).allMatch(request -> request.outcome().isFinal());
    assertThat(all.stream().filter(r -> r.outcome() == RemoteOutcome.ACCEPTED).count())
        .isLessThanOrEqualTo(accepted.get());
  }

  private static void storm(
      RemoteCredit shared,
      CountDownLatch start,
      int number,
      AtomicInteger accepted,
      List<RemoteRequest> all) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < 1_000; i++) {
      boolean accepts = i % 2 == 0;
      RemoteRequest request =
          shared.park(
              "r",
              () -> {
                if (accepts) {
                  accepted.incrementAndGet();
                }
                return accepts ? RemoteAnswer.ACCEPTED : RemoteAnswer.NO_CREDIT;
              },
              i,
              i + 50);
      all.add(request);
      if (i % 5 == number) {
        request.cancel();
      }
      shared.tick(i);
    }
  }
}
