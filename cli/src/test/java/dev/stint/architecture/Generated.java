package dev.stint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checked-in file that is computed from the build. */
public final class Generated {
  private Generated() {}

  /** Whether files are to be written and not compared: {@code -Dstint.write=true}. */
  public static boolean writes() {
    return Boolean.getBoolean("stint.write");
  }

  /** Fails when the file is not what was computed, with the command that writes it again. */
  public static void check(String path, String content, String command) throws IOException {
    Path file = Modules.ROOT.resolve(path);
    if (writes()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return;
    }
    String known = Files.exists(file) ? Files.readString(file) : "";
    assertThat(known.lines())
        .as("[%s] is not what the code says: run %s to write it again", path, command)
        .containsExactlyElementsOf(content.lines().toList());
  }
}
