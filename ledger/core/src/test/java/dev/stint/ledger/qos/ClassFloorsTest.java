package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Traces;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClassFloorsTest {
  private static final int SLICES = 10_000;

  @Test
  void nothingRunnable_choosesNothing() {
    assertThat(ClassFloors.next(0, new long[4], false)).isNull();
  }

  @Test
  @Tag("O-Q2")
  void everyClassThatAlwaysHasWork_getsItsFloor_andTheMostUrgentTheRest() {
    for (int runnable = 1; runnable < 16; runnable++) {
      long[] ran = new long[4];
      boolean floorLast = false;
      for (int i = 0; i < SLICES; i++) {
        QosClass next = ClassFloors.next(runnable, ran, floorLast);
        floorLast = ClassFloors.isFloor(runnable, next);
        ran[next.code()]++;
      }
      for (QosClass qos : QosClass.values()) {
        if ((runnable & 1 << qos.code()) == 0) {
          assertThat(ran[qos.code()]).isZero();
        } else {
          long floor = SLICES * ClassFloors.floorPermille(qos) / 1000;
          assertThat(ran[qos.code()]).as("%s of %d", qos, runnable).isGreaterThan(floor - 5);
        }
      }
      int urgent = 31 - Integer.numberOfLeadingZeros(runnable);
      assertThat(ran[urgent]).isGreaterThan(SLICES * 8 / 10);
    }
  }

  @Test
  @Tag("O-Q2")
  @Tag("Q-22")
  void mostUrgentClass_waitsForAtMostOneSliceOfALowerOne() {
    long seed = Traces.seed();
    SplittableRandom random = new SplittableRandom(seed);
    long[] ran = new long[4];
    boolean floorLast = false;
    for (int i = 0; i < 50_000; i++) {
      int runnable = 1 + random.nextInt(15);
      QosClass next = ClassFloors.next(runnable, ran, floorLast);
      boolean floor = ClassFloors.isFloor(runnable, next);
      assertThat(floor && floorLast).as("seed %d: two floors in a row", seed).isFalse();
      floorLast = floor;
      ran[next.code()] += random.nextInt(2_000_000);
    }
  }
}
