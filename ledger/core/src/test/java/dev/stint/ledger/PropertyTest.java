package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PropertyTest {
  /** Fails at the third operation that draws a 7. */
  private static final class Sevens implements Property.World {
    private int sevens;

    @Override
    public void step(SplittableRandom random, StringBuilder log) {
      int drawn = random.nextInt(10);
      log.append("draw ").append(drawn);
      sevens += drawn == 7 ? 1 : 0;
      assertThat(sevens).isLessThan(3);
    }
  }

  @Test
  void failure_isShrunkToWhatItNeeds_andNamesTheSeed() {
    assertThatThrownBy(() -> Property.check(5, 300, Sevens::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "(?s)fails with -Dstint.seed=-?\\d+, shrunk to 3 operations:\n( +draw 7\n?){3}")
        .hasRootCauseInstanceOf(AssertionError.class);
  }

  @Test
  void whatHolds_passes() {
    Property.check(3, 50, () -> (random, log) -> assertThat(random.nextInt(5)).isLessThan(5));
  }
}
