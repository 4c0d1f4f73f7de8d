package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TracesTest {
  @Test
  void failure_namesItsSeedAndTheShortestTrace() {
    assertThatThrownBy(
            () ->
                Traces.check(
                    1, 50, r -> r.nextInt(4), trace -> trace.contains(3) ? "has a three" : null))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("stint\\.seed -?\\d+: has a three, trace \\[3]");
  }
}
