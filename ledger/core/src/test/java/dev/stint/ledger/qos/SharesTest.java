package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  @Tag("Q-29")
  void shares_outOfRangeAreRefused_andThoseAbove500NeedPolicy() {
    assertThat(Shares.DEFAULT).isEqualTo(100);
    for (int shares = -2; shares <= 1_002; shares++) {
      boolean inRange = shares >= 1 && shares <= 1_000;
      QosOutcome plain =
          !inRange
              ? QosOutcome.INVALID_ARGUMENT
              : shares > 500 ? QosOutcome.PERMISSION_DENIED : QosOutcome.ALLOWED;

      assertThat(Shares.check(shares, false)).as("%d", shares).isEqualTo(plain);
      assertThat(Shares.check(shares, true))
          .as("%d", shares)
          .isEqualTo(inRange ? QosOutcome.ALLOWED : QosOutcome.INVALID_ARGUMENT);
    }
  }

  @Test
  @Tag("Q-29")
  void ticks_areOnePerHundred_from1To10() {
    assertThat(Shares.ticks(1)).isEqualTo(1);
    assertThat(Shares.ticks(100)).isEqualTo(1);
    assertThat(Shares.ticks(199)).isEqualTo(1);
    assertThat(Shares.ticks(200)).isEqualTo(2);
    assertThat(Shares.ticks(1_000)).isEqualTo(10);
  }

  @Test
  @Tag("Q-32")
  void pacing_liesBetweenOneAndTheCapacity() {
    assertThat(SubmitPacing.of(QosClass.IDLE)).isEqualTo(SubmitPacing.FRUGAL);
    assertThat(SubmitPacing.of(QosClass.NORMAL)).isEqualTo(SubmitPacing.NORMAL);
    assertThat(SubmitPacing.of(QosClass.INTERACTIVE)).isEqualTo(SubmitPacing.NORMAL);
    assertThat(SubmitPacing.of(QosClass.PERF_BURST)).isEqualTo(SubmitPacing.BURST);
    for (int capacity = 1; capacity < 100; capacity++) {
      assertThat(SubmitPacing.FRUGAL.depth(capacity)).isEqualTo(1);
      assertThat(SubmitPacing.NORMAL.depth(capacity)).isEqualTo(Math.max(1, capacity / 2));
      assertThat(SubmitPacing.BURST.depth(capacity)).isEqualTo(capacity);
    }
    assertThatThrownBy(() -> SubmitPacing.BURST.depth(0))
        .hasMessage("capacity must be at least 1: 0");
  }
}
