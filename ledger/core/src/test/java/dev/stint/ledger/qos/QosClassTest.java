package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QosClassTest {
  @Test
  @Tag("Q-1")
  void codes_areStable() {
    assertThat(QosClass.values())
        .containsExactly(QosClass.IDLE, QosClass.NORMAL, QosClass.INTERACTIVE, QosClass.PERF_BURST);
    for (int code = 0; code < 4; code++) {
      assertThat(QosClass.values()[code].code()).isEqualTo(code);
      assertThat(QosClass.fromWire(code)).isSameAs(QosClass.values()[code]);
    }
  }

  @Test
  @Tag("Q-10")
  void windows_areThoseOfTheContract() {
    assertThat(QosClass.PERF_BURST.windowNanos()).isZero();
    assertThat(QosClass.INTERACTIVE.windowNanos()).isEqualTo(1_000_000);
    assertThat(QosClass.NORMAL.windowNanos()).isEqualTo(4_000_000);
    assertThat(QosClass.IDLE.windowNanos()).isEqualTo(8_000_000);
  }

  @Test
  void wire_thatNamesNoClass_isInvalidAndKeepsItsNumber() {
    for (int wire : new int[] {-1, 4, 255, 256, 257, 259, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      QosArgument argument = QosClass.fromWire(wire);

      assertThat(argument).isInstanceOf(InvalidQos.class);
      assertThat(((InvalidQos) argument).wire()).isEqualTo(wire);
      assertThat(argument.label()).isEqualTo("invalid[" + wire + "]");
    }
  }

  @Test
  @Tag("Q-2")
  void launch_choosesTheClass_whenNobodyElseDoes() {
    assertThat(QosClass.DEFAULT).isEqualTo(QosClass.NORMAL);
    assertThat(Launch.USER.defaultClass()).isEqualTo(QosClass.INTERACTIVE);
    assertThat(Launch.BACKGROUND.defaultClass()).isEqualTo(QosClass.NORMAL);
    assertThat(Launch.MAINTENANCE.defaultClass()).isEqualTo(QosClass.IDLE);
  }
}
