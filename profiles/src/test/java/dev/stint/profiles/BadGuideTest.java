package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BadGuideTest {
  private static final Path PAGE = Path.of("..", "docs", "guide", "bad-profiles.md");

  /** {@code tools/bad-profiles} writes the page instead of comparing it. */
  @Test
  void page_isWhatTheTableSays() throws IOException {
    String page = BadGuide.page();
    if (Boolean.getBoolean("stint.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE).lines())
        .as("[%s] is not what the table says: run tools/bad-profiles to write it again", PAGE)
        .containsExactlyElementsOf(page.lines().toList());
  }
}
