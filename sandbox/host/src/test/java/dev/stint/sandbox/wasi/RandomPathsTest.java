package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest that calls at random with random paths, beside files that it may not reach. */
class RandomPathsTest {
  private static final int ROUNDS = 4000;
  private static final String SECRET = "do not touch";
  private static final String[] PARTS = {
    "..", ".", "", "a", "b", "c", "up", "out", "abs", "file", "canary", "outside", "inside", "...",
    "..\\", "~", "%2e%2e", "ü"
  };

  @TempDir Path top;

  @Test
  void randomCalls_neverTouchTheOutside() throws IOException {
    long seed = System.nanoTime();
    System.out.println("RandomPathsTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path inside = world();
    List<String> before = outside();

    try (Guest guest = new Guest(WasiConfig.builder().preopen(inside, "/").build())) {
      for (int i = 0; i < ROUNDS; i++) {
        step(guest, random);
      }
    }

    assertThat(outside()).as("seed " + seed).isEqualTo(before);
    assertThat(Files.readString(top.resolve("canary"))).isEqualTo(SECRET);
    assertThat(Files.readString(top.resolve("outside/canary"))).isEqualTo(SECRET);
  }

  private Path world() throws IOException {
    Path inside = Files.createDirectory(top.resolve("inside"));
    Files.createDirectory(top.resolve("outside"));
    Files.writeString(top.resolve("canary"), SECRET);
    Files.writeString(top.resolve("outside/canary"), SECRET);
    Files.createDirectories(inside.resolve("a/b"));
    Files.createSymbolicLink(inside.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(inside.resolve("out"), Path.of("../outside"));
    Files.createSymbolicLink(inside.resolve("a/abs"), top.resolve("outside"));
    Files.createSymbolicLink(inside.resolve("a/b/up"), Path.of("../.."));
    return inside;
  }

  private void step(Guest guest, SplittableRandom random) {
    int directory = 3 + random.nextInt(4);
    List<Long> in = List.of((long) directory);
    String path = path(random);
    switch (random.nextInt(10)) {
      case 0 -> read(guest, directory, path);
      case 1 -> write(guest, directory, path, random);
      case 2 -> guest.onPath("path_create_directory", in, path);
      case 3 -> guest.onPath("path_remove_directory", in, path);
      case 4 -> guest.onPath("path_unlink_file", in, path);
      case 5 -> guest.rename(directory, path, 3 + random.nextInt(4), path(random));
      case 6 -> guest.symlink(path, directory, path(random));
      case 7 -> guest.link(directory, path, 3 + random.nextInt(4), path(random));
      case 8 -> guest.open(directory, path, 2, 0, 0);
      default -> guest.call("fd_close", 4 + random.nextInt(4));
    }
  }

  private void read(Guest guest, int directory, String path) {
    if (guest.open(directory, path, 0, Rights.FD_READ, 0) == Errno.SUCCESS) {
      int fd = guest.outInt();
      assertThat(guest.readAll(fd, 100)).doesNotContain(SECRET);
      guest.call("fd_close", fd);
    }
  }

  private void write(Guest guest, int directory, String path, SplittableRandom random) {
    if (guest.open(directory, path, random.nextInt(16) & ~2, Rights.FD_WRITE, 0) == Errno.SUCCESS) {
      int fd = guest.outInt();
      guest.write(fd, "touched");
      guest.call("fd_close", fd);
    }
  }

  private static String path(SplittableRandom random) {
    StringBuilder path = new StringBuilder(random.nextInt(12) == 0 ? "/" : "");
    int parts = 1 + random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      path.append(i == 0 ? "" : "/").append(PARTS[random.nextInt(PARTS.length)]);
    }
    return path.toString();
  }

  /** Every path outside with its size. */
  private List<String> outside() throws IOException {
    try (Stream<Path> paths = Files.walk(top)) {
      return paths
          .filter(path -> !path.startsWith(top.resolve("inside")))
          .map(path -> path + " " + path.toFile().length())
          .sorted()
          .toList();
    }
  }
}
