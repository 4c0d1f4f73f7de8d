package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Traces;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TimerRequestTest {
  @Test
  @Tag("P64")
  @Tag("O-Q3")
  void timer_hasTheClassThatWasAskedFor_andNeverOneAboveTheCallers() {
    for (int wire = -1; wire < 6; wire++) {
      for (QosClass caller : QosClass.values()) {
        TimerRequest timer = TimerRequest.timer(QosClass.fromWire(wire), caller, 5);

        TimerOutcome expected =
            wire < 0 || wire > 3
                ? TimerOutcome.BAD_ARGUMENT
                : wire > caller.code() ? TimerOutcome.CLASS_ABOVE_CALLER : TimerOutcome.ADMITTED;
        assertThat(timer.outcome()).as("%d by %s", wire, caller).isEqualTo(expected);
        assertThat(timer.wake().isValid()).isEqualTo(expected == TimerOutcome.ADMITTED);
        if (expected == TimerOutcome.ADMITTED) {
          assertThat(timer.qos()).isSameAs(QosClass.values()[wire]);
        }
      }
    }
  }

  @Test
  @Tag("Q-14")
  void sleep_reachesTwoSecondsAhead_andNotOneNanosecondMore() {
    long now = 5_000_000_123L;

    assertThat(sleep(now + 2_000_000_000L, now)).isEqualTo(TimerOutcome.ADMITTED);
    assertThat(sleep(now + 2_000_000_001L, now)).isEqualTo(TimerOutcome.BAD_ARGUMENT);
    assertThat(sleep(0, now)).as("past deadlines end at once").isEqualTo(TimerOutcome.ADMITTED);
    assertThat(sleep(-1, now)).isEqualTo(TimerOutcome.BAD_ARGUMENT);
    assertThat(sleep(Long.MAX_VALUE, Long.MAX_VALUE - 1)).isEqualTo(TimerOutcome.ADMITTED);
    assertThat(sleep(Long.MAX_VALUE, 0)).isEqualTo(TimerOutcome.BAD_ARGUMENT);
    assertThat(sleep(Long.MAX_VALUE, Long.MIN_VALUE)).isEqualTo(TimerOutcome.BAD_ARGUMENT);
  }

  private static TimerOutcome sleep(long deadline, long now) {
    return TimerRequest.sleep(QosClass.PERF_BURST, QosClass.PERF_BURST, deadline, now).outcome();
  }

  @Test
  @Tag("P61")
  void deadline_thatCannotBeRounded_isABadArgument() {
    SplittableRandom random = new SplittableRandom(Traces.seed());
    for (int i = 0; i < 1_000; i++) {
      long deadline = -1 - random.nextLong(Long.MAX_VALUE);
      assertThat(TimerRequest.timer(QosClass.IDLE, QosClass.IDLE, deadline).outcome())
          .isEqualTo(TimerOutcome.BAD_ARGUMENT);
    }
    assertThat(TimerRequest.timer(QosClass.IDLE, QosClass.IDLE, Long.MAX_VALUE).outcome())
        .isEqualTo(TimerOutcome.BAD_ARGUMENT);
  }
}
