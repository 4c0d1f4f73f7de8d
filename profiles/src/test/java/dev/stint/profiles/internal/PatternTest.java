package dev.stint.profiles.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a/*, a/b, true",
    "a/*, a/, true",
    "a/*, a/b/c, false",
    "a/**, a/b/c, true",
    "**/c, c, true",
    "**/c, a/b/c, true",
    "**/c, abc, false",
    "a/**/c, a/c, true",
    "a/**/c, a/x/y/c, true",
    "a/**/c, a/xc, false",
    "**/x-*.jar, /p/q/x-1.2.jar, true",
    "**/x-*.jar, /p/x-1/y.jar, false",
    "a**c, abxc, true",
    "a**c, a/b/c, true",
    "***, anything/at/all, true",
    "*, '', true",
  })
  void pattern_withWildcards_matchesWholeTexts(String pattern, String text, boolean matches) {
    assertThat(new Pattern(pattern, '/').matches(text)).isEqualTo(matches);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void pattern_madeToBacktrack_endsSoon() {
    String pattern = "*a".repeat(120) + "b";

    assertThat(new Pattern(pattern, '/').matches("a".repeat(50_000))).isFalse();
  }

  @Test
  void weight_countsWhatIsNotWild() {
    assertThat(new Pattern("**/ab*.c", '/').weight()).isEqualTo(4);
    assertThat(new Pattern("a.b", '.').isLiteral()).isTrue();
  }
}
