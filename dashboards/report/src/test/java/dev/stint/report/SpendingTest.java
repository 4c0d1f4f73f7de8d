package dev.stint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpendingTest {
  private static final long SEED = Long.getLong("stint.seed", 7L);
  private static final long WINDOW = 1_000;

  @Test
  void oneAmountPerWindow_isSeen_andThreeMayFallTogether() {
    Spending spending = new Spending(WINDOW);
    for (int i = 0; i < 10; i++) {
      spending.add(i * 1_000, (i + 1) * 1_000, 5);
    }

    assertThat(spending.seen()).isEqualTo(5);
    assertThat(spending.possible()).isEqualTo(15);
  }

  @Test
  void readingsCloserThanTheWindow_addUp() {
    Spending spending = new Spending(WINDOW);
    for (int i = 0; i < 100; i++) {
      spending.add(i * 100, (i + 1) * 100, 1);
    }

    assertThat(spending.seen()).isEqualTo(11);
    assertThat(spending.possible()).isEqualTo(12);
  }

  @Test
  void burstBetweenQuietTimes_isAllThereIs() {
    Spending spending = new Spending(WINDOW);
    spending.add(0, 1_000, 0);
    spending.add(1_000, 2_000, 70);
    spending.add(2_000, 9_000, 0);
    spending.add(9_000, 10_000, 40);

    assertThat(spending.seen()).isEqualTo(70);
    assertThat(spending.possible()).isEqualTo(70);
  }

  @Test
  void amountsThatDoNotFitTogether_saturate() {
    Spending spending = new Spending(WINDOW);
    spending.add(0, 10, Long.MAX_VALUE);
    spending.add(10, 20, Long.MAX_VALUE);
    spending.add(20_000, 20_010, 3);

    assertThat(spending.possible()).isEqualTo(Long.MAX_VALUE);
    assertThat(spending.seen()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void possible_isNeverBelowWhatAnyWindowHeld_whateverTheTimes() {
    for (int round = 0; round < 400; round++) {
      SplittableRandom random = new SplittableRandom(SEED + round);
      List<long[]> charges = new ArrayList<>();
      Spending spending = read(random, charges);

      long most = 0;
      for (long[] first : charges) {
        // What a ledger holds at once: it gives back in slots, one slot after the window.
        long reach = first[0] + WINDOW + WINDOW / 16;
        long sum = 0;
        for (long[] other : charges) {
          sum += other[0] >= first[0] && other[0] <= reach ? other[1] : 0;
        }
        most = Math.max(most, sum);
      }

      assertThat(spending.possible())
          .as("seed %d round %d", SEED, round)
          .isGreaterThanOrEqualTo(most);
      assertThat(spending.possible()).isGreaterThanOrEqualTo(spending.seen());
    }
  }

  /** Random charges, of which readings at random times see the sums. */
  private static Spending read(SplittableRandom random, List<long[]> charges) {
    Spending spending = new Spending(WINDOW);
    long now = 0;
    long readAt = 0;
    long sum = 0;
    int pause = 1 << random.nextInt(1, 12);
    for (int i = 0; i < 300; i++) {
      now += random.nextInt(pause);
      long amount = random.nextInt(1_000);
      charges.add(new long[] {now, amount});
      sum += amount;
      if (random.nextInt(4) == 0) {
        spending.add(readAt, now, sum);
        readAt = now;
        sum = 0;
      }
    }
    spending.add(readAt, now, sum);
    return spending;
  }
}
