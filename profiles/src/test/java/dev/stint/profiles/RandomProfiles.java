package dev.stint.profiles;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Valid profiles for tests in other packages. */
public final class RandomProfiles {
  /** A profile with every form of a limit. */
  public static final String SAMPLE = ProfileGenerator.SAMPLE;

  private RandomProfiles() {}

  /** Some at random; the seed is printed with the name of the test. */
  public static List<String> some(String test, int count) {
    Random random = new Random(Seeds.next(test));
    return Stream.generate(() -> ProfileGenerator.next(random)).limit(count).toList();
  }
}
