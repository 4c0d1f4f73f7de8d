package dev.stint.profiles.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final Map<String, String> NAMES =
      Map.of("threadLimit", "threadLimit", "socketLimit", "socketLimit", "net.in", "netIn");

  @Test
  void text_nearAName_isThatName() {
    assertThat(Spelling.nearest("threadLimt", NAMES)).isEqualTo("threadLimit");
    assertThat(Spelling.nearest("THREAD-LIMIT", NAMES)).isEqualTo("threadLimit");
    assertThat(Spelling.nearest("soc", NAMES)).isEqualTo("socketLimit");
    assertThat(Spelling.nearest("net_in", NAMES)).isEqualTo("netIn");
  }

  @Test
  void text_nearNothing_isNothing() {
    assertThat(Spelling.nearest("colour", NAMES)).isNull();
    assertThat(Spelling.nearest("", NAMES)).isNull();
    assertThat(Spelling.nearest("...", NAMES)).isNull();
    assertThat(Spelling.nearest("threadLimit".repeat(10), NAMES)).isNull();
  }
}
