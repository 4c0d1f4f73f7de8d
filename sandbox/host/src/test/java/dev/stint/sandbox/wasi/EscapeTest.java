package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways out of a preopened directory, next to a directory with a secret that nobody may reach. */
class EscapeTest {
  private static final int DIR = 3;
  private static final int CREATE = 1;
  private static final String SECRET = "secret";

  @TempDir Path top;
  private Path inside;
  private Path outside;
  private Guest guest;

  @BeforeEach
  void open() throws IOException {
    inside = Files.createDirectory(top.resolve("inside"));
    outside = Files.createDirectory(top.resolve("outside"));
    Files.writeString(outside.resolve("canary"), SECRET);
    Files.createDirectories(inside.resolve("a/b"));
    link("absolute", outside);
    link("absolutefile", outside.resolve("canary"));
    link("relative", Path.of("../outside"));
    link("relativefile", Path.of("../outside/canary"));
    link("a/b/deep", Path.of("../../../outside"));
    link("chain", Path.of("a/b/deep"));
    link("dotdot", Path.of(".."));
    link("self", Path.of("self"));
    link("ping", Path.of("pong"));
    link("pong", Path.of("ping/x"));
    guest = new Guest(WasiConfig.builder().preopen(inside, "/").build());
  }

  @AfterEach
  void canary_isUntouched() throws IOException {
    guest.close();
    assertThat(Files.readString(outside.resolve("canary"))).isEqualTo(SECRET);
    assertThat(outside).isDirectoryNotContaining(path -> !path.endsWith("canary"));
  }

  @ParameterizedTest
  @CsvSource({
    "../outside/canary, PERM",
    ".., PERM",
    "../inside/a, PERM",
    "a/../../outside/canary, PERM",
    "a/b/../../../outside/canary, PERM",
    "./.././outside/canary, PERM",
    "/etc/passwd, PERM",
    "//etc/passwd, PERM",
    "/, PERM",
    "absolute/canary, PERM",
    "absolutefile, PERM",
    "relative/canary, PERM",
    "relativefile, PERM",
    "a/b/deep/canary, PERM",
    "chain/canary, PERM",
    "dotdot/outside/canary, PERM",
    "dotdot, PERM",
    "self, LOOP",
    "self/x, LOOP",
    "ping, LOOP",
    "a/self/x, NOENT",
  })
  void path_outOfTheDirectory_isRefusedByEveryCall(String path, Errno expected) {
    List<Long> in = List.of((long) DIR);

    assertThat(guest.open(DIR, path, 0, Rights.FD_READ, 0)).isEqualTo(expected);
    assertThat(guest.filestat(DIR, path, true)).isEqualTo(expected);
    assertThat(guest.onPath("path_filestat_set_times", List.of(3L, 1L), path, 0, 0, 8))
        .isEqualTo(expected);
    assertThat(guest.open(DIR, path, CREATE, Rights.FD_WRITE, 0)).isEqualTo(expected);
    String below = path + "/new";
    assertThat(guest.open(DIR, below, CREATE, Rights.FD_WRITE, 0)).isEqualTo(expected);
    assertThat(guest.onPath("path_create_directory", in, below)).isEqualTo(expected);
    assertThat(guest.onPath("path_remove_directory", in, below)).isEqualTo(expected);
    assertThat(guest.onPath("path_unlink_file", in, below)).isEqualTo(expected);
    assertThat(guest.rename(DIR, "a", DIR, below)).isEqualTo(expected);
    assertThat(guest.rename(DIR, below, DIR, "x")).isEqualTo(expected);
    assertThat(guest.symlink("x", DIR, below)).isEqualTo(expected);
    assertThat(guest.link(DIR, below, DIR, "x")).isEqualTo(expected);
    assertThat(guest.link(DIR, "a", DIR, below)).isEqualTo(expected);
    assertThat(guest.onPath("path_readlink", in, below, Guest.BUFFER, 100, Guest.OUT))
        .isEqualTo(expected);
  }

  @Test
  void readLink_absoluteText_isNotToldTheGuest() {
    assertThat(guest.onPath("path_readlink", List.of(3L), "absolute", Guest.BUFFER, 9, Guest.OUT))
        .isEqualTo(Errno.PERM);
  }

  @Test
  void link_thatStaysInside_mayGoUp() throws IOException {
    Files.writeString(inside.resolve("file"), "fine");
    link("a/b/up", Path.of("../../file"));

    int fd = guest.opened(DIR, "a/b/up", 0, Rights.FD_READ);
    assertThat(guest.readAll(fd, 100)).isEqualTo("fine");
  }

  @Test
  void links_longChain_isFollowedToTheBoundOnly() throws IOException {
    Files.writeString(inside.resolve("link0"), "end");
    for (int i = 1; i <= 33; i++) {
      link("link" + i, Path.of("link" + (i - 1)));
    }

    assertThat(guest.filestat(DIR, "link32", true)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.filestat(DIR, "link33", true)).isEqualTo(Errno.LOOP);
  }

  @Test
  void links_fanOut_areBoundedInWork() throws IOException {
    link("fan0", Path.of("a"));
    for (int i = 1; i < 12; i++) {
      String below = "fan" + (i - 1);
      link("fan" + i, Path.of((below + "/../").repeat(100) + below));
    }

    assertThat(guest.filestat(DIR, "fan11", true)).isEqualTo(Errno.LOOP);
  }

  @Test
  void fifoAndDevice_areNotOpened() throws Exception {
    Path fifo = inside.resolve("fifo");
    Process mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(guest.open(DIR, "fifo", 0, Rights.FD_READ, 0)).isEqualTo(Errno.ACCES);
    assertThat(guest.open(DIR, "fifo", 0, Rights.FD_WRITE, 0)).isEqualTo(Errno.ACCES);
    assertThat(guest.onPath("path_filestat_set_times", List.of(3L, 0L), "fifo", 0, 0, 8))
        .isEqualTo(Errno.NOTSUP);
    assertThat(guest.filestat(DIR, "fifo", true)).isEqualTo(Errno.SUCCESS);
    try (Guest devices = new Guest(WasiConfig.builder().preopen(Path.of("/dev"), "/").build())) {
      assertThat(devices.open(DIR, "null", 0, Rights.FD_READ, 0)).isEqualTo(Errno.ACCES);
      assertThat(devices.open(DIR, "null", 0, Rights.FD_WRITE, 0)).isEqualTo(Errno.ACCES);
    }
  }

  @Test
  void handle_linkInItsDirectory_isNeverFollowed() throws IOException {
    try (Tree tree = Tree.open(new Preopen(inside, "/", false))) {
      DirectoryHandle root = tree.root();
      assertThatThrownBy(() -> root.enter(Path.of("absolute"))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> root.open(Path.of("absolutefile"), Set.of()))
          .isInstanceOf(IOException.class);
      assertThat(root.attributes(Path.of("absolute")).isSymbolicLink()).isTrue();
    }
  }

  @Test
  void hardLink_directorySwappedForALinkToTheOutside_bringsNothingIn() throws IOException {
    Files.createDirectory(inside.resolve("door"));
    Files.writeString(inside.resolve("door/canary"), "own");
    try (Tree tree = Tree.open(new Preopen(inside, "/", false));
        PathWalk walk = PathWalk.to(tree.root(), "door/canary", false)) {
      Files.move(inside.resolve("door"), inside.resolve("parked"));
      link("door", outside);

      assertThatThrownBy(() -> tree.createHardLink(walk, tree.root(), Path.of("x")))
          .isInstanceOfSatisfying(
              WasiError.class, e -> assertThat(e.errno()).isEqualTo(Errno.AGAIN));
    }
    assertThat(inside)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith(".stint"));
    assertThat(inside.resolve("x")).doesNotExist();
  }

  @Test
  void readLink_directorySwappedForAnother_isNotTheOthersText() throws IOException {
    link("a/b/text", Path.of("mine"));
    try (Tree tree = Tree.open(new Preopen(inside, "/", false));
        PathWalk walk = PathWalk.to(tree.root(), "a/b/text", false)) {
      assertThat(walk.parent().readLink(walk.name())).isEqualTo("mine");
      Files.move(inside.resolve("a/b"), inside.resolve("a/parked"));
      Files.createDirectory(inside.resolve("a/b"));
      link("a/b/text", Path.of("others"));

      assertThatThrownBy(() -> walk.parent().readLink(walk.name()))
          .isInstanceOfSatisfying(
              WasiError.class, e -> assertThat(e.errno()).isEqualTo(Errno.AGAIN));
    }
  }

  /** Somebody swaps a directory and a link to the outside as fast as possible. */
  @Test
  void swappedLink_whileTheGuestWalks_neverLeadsOut() throws Exception {
    Files.createDirectory(inside.resolve("door"));
    Files.writeString(inside.resolve("door/canary"), "own");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread swapper = new Thread(() -> swap(stop, failure));
    swapper.start();
    int own = 0;
    try {
      for (int i = 0; i < 3000; i++) {
        if (guest.open(DIR, "door/canary", 0, Rights.FD_READ, 0) == Errno.SUCCESS) {
          int fd = guest.outInt();
          assertThat(guest.readAll(fd, 100)).isEqualTo("own");
          own++;
          guest.call("fd_close", fd);
        }
        guest.open(DIR, "door/made" + i, CREATE, Rights.FD_WRITE, 0);
        guest.onPath("path_create_directory", List.of(3L), "door/dir" + i);
        guest.symlink("x", DIR, "door/link" + i);
        if (guest.link(DIR, "door/canary", DIR, "linked" + i) == Errno.SUCCESS) {
          assertThat(Files.readString(inside.resolve("linked" + i))).isEqualTo("own");
        }
        guest.rename(DIR, "a", DIR, "door/a" + i);
        guest.rename(DIR, "door/a" + i, DIR, "a");
        for (int fd = 4; fd < 8; fd++) {
          guest.call("fd_close", fd);
        }
      }
    } finally {
      stop.set(true);
      swapper.join();
    }
    assertThat(failure.get()).isNull();
    assertThat(own).isPositive();
  }

  private void swap(AtomicBoolean stop, AtomicReference<Throwable> failure) {
    Path door = inside.resolve("door");
    Path parked = inside.resolve("parked");
    Path bait = inside.resolve("bait");
    try {
      Files.createSymbolicLink(bait, outside);
      while (!stop.get()) {
        move(door, parked);
        move(bait, door);
        move(door, bait);
        move(parked, door);
      }
    } catch (IOException | RuntimeException e) {
      failure.set(e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(inside.resolve(name), target);
  }
}
