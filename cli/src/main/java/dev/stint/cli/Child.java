package dev.stint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a process that we started for its answer printed.
 *
 * @param status its exit status
 */
record Child(int status, String out, String err) {
  private static final int LONGEST_BYTES = 1 << 20;
  private static final long LONGEST_SECONDS = 60;

  /** Runs it to its end; it is killed after a minute. The first MiB of each stream is kept. */
  static Child run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("stint-child");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    try {
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("no end within " + LONGEST_SECONDS + " s");
        }
      } finally {
        process.destroyForcibly();
      }
      return new Child(process.exitValue(), read(out), read(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
      Files.delete(folder);
    }
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
