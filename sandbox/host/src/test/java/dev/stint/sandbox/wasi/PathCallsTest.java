package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls with paths do and which errno each failure gives. */
class PathCallsTest {
  private static final int DIR = 3;
  private static final int READ_ONLY = 4;
  private static final int CREATE = 1;
  private static final int DIRECTORY = 2;
  private static final int EXCLUSIVE = 4;
  private static final int TRUNCATE = 8;
  private static final long READ = Rights.FD_READ;
  private static final long WRITE = Rights.FD_WRITE;
  private static final List<Long> IN_DIR = List.of((long) DIR);
  private static final List<Long> IN_READ_ONLY = List.of((long) READ_ONLY);

  @TempDir Path directory;
  private Guest guest;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    Files.createDirectories(directory.resolve("dir/sub"));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(directory.resolve("dirlink"), Path.of("dir"));
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("dir/born"));
    guest =
        new Guest(
            WasiConfig.builder()
                .preopen(directory, "/rw")
                .preopenReadOnly(directory, "/ro")
                .build());
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
    // Nothing that a directory or link was made with stays behind.
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith(".stint"));
    }
  }

  @Test
  void open_existingFile_readsIt() {
    assertThat(read("file")).isEqualTo("content");
    assertThat(read("./dir/../file")).isEqualTo("content");
    assertThat(read("dirlink/sub/../../file")).isEqualTo("content");
    assertThat(read("link")).isEqualTo("content");
  }

  @Test
  void open_errors_areThoseOfTheSpecification() {
    assertThat(guest.open(DIR, "absent", 0, READ, 0)).isEqualTo(Errno.NOENT);
    assertThat(guest.open(DIR, "absent/file", CREATE, WRITE, 0)).isEqualTo(Errno.NOENT);
    assertThat(guest.open(DIR, "", 0, READ, 0)).isEqualTo(Errno.NOENT);
    assertThat(guest.open(DIR, "file/x", 0, READ, 0)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.open(DIR, "file/", 0, READ, 0)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.open(DIR, "file/.", 0, READ, 0)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.open(DIR, "file", DIRECTORY, READ, 0)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.open(DIR, "file", CREATE | EXCLUSIVE, WRITE, 0)).isEqualTo(Errno.EXIST);
    assertThat(guest.open(DIR, "link", CREATE | EXCLUSIVE, WRITE, 0)).isEqualTo(Errno.EXIST);
    assertThat(guest.open(DIR, "dir", 0, WRITE, 0)).isEqualTo(Errno.ISDIR);
    assertThat(guest.open(DIR, "dir", DIRECTORY, READ | WRITE, 0)).isEqualTo(Errno.ISDIR);
    assertThat(guest.open(DIR, "dir", TRUNCATE, READ, 0)).isEqualTo(Errno.ISDIR);
    assertThat(guest.open(DIR, "new/", CREATE, WRITE, 0)).isEqualTo(Errno.ISDIR);
    assertThat(guest.open(DIR, "new", CREATE | DIRECTORY, READ, 0)).isEqualTo(Errno.INVAL);
    assertThat(guest.open(DIR, "a\0b", 0, READ, 0)).isEqualTo(Errno.INVAL);
    assertThat(guest.open(DIR, "n".repeat(256), 0, READ, 0)).isEqualTo(Errno.NAMETOOLONG);
    assertThat(guest.open(DIR, "./".repeat(2049), 0, READ, 0)).isEqualTo(Errno.NAMETOOLONG);
    assertThat(guest.open(0, "file", 0, READ, 0)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.open(77, "file", 0, READ, 0)).isEqualTo(Errno.BADF);
  }

  @Test
  void open_linkNotFollowed_isALoop() {
    assertThat(guest.onPath("path_open", List.of(3L, 0L), "link", 0, READ, READ, 0, Guest.OUT))
        .isEqualTo(Errno.LOOP);
  }

  @Test
  void open_danglingLink_createsWhatItNames() {
    guest.opened(DIR, "dangling", CREATE, WRITE);

    assertThat(directory.resolve("dir/born")).isRegularFile();
  }

  @Test
  void open_truncate_emptiesAndNeedsAWritableTree() throws IOException {
    assertThat(guest.open(READ_ONLY, "file", TRUNCATE, READ, 0)).isEqualTo(Errno.ROFS);
    assertThat(Files.readString(directory.resolve("file"))).isEqualTo("content");

    guest.opened(DIR, "file", TRUNCATE, WRITE);
    assertThat(Files.readString(directory.resolve("file"))).isEmpty();
  }

  @Test
  void open_pathOutsideMemoryOrNotUtf8_isAnError() {
    long[] arguments = {DIR, 0, Guest.OUTSIDE - 2, 4, 0, READ, READ, 0, Guest.OUT};
    assertThat(guest.call("path_open", arguments)).isEqualTo(Errno.FAULT);
    guest.memory.putByte(500, (byte) 0xFF);
    long[] notText = {DIR, 0, 500, 1, 0, READ, READ, 0, Guest.OUT};
    assertThat(guest.call("path_open", notText)).isEqualTo(Errno.ILSEQ);
    guest.put(500, "file");
    long[] noRoomForResult = {DIR, 0, 500, 4, 0, READ, READ, 0, Guest.OUTSIDE - 3};
    assertThat(guest.call("path_open", noRoomForResult)).isEqualTo(Errno.FAULT);
  }

  @Test
  void open_directory_isTheStartOfItsOwnPaths() throws IOException {
    Files.writeString(directory.resolve("dir/inner"), "in");
    int dir = guest.opened(DIR, "dir/", DIRECTORY, READ);

    int inner = guest.opened(dir, "inner", 0, READ);
    assertThat(guest.readAll(inner, 10)).isEqualTo("in");
    assertThat(guest.open(dir, "../file", 0, READ, 0)).isEqualTo(Errno.PERM);
    assertThat(guest.opened(DIR, ".", 0, READ)).isPositive();
  }

  @Test
  void open_renamedDirectory_isStillTheSame() throws IOException {
    int dir = guest.opened(DIR, "dir", DIRECTORY, 0);
    guest.rename(DIR, "dir", DIR, "elsewhere");

    guest.opened(dir, "made", CREATE, WRITE);
    assertThat(guest.onPath("path_create_directory", List.of((long) dir), "madedir"))
        .isEqualTo(Errno.SUCCESS);

    assertThat(directory.resolve("elsewhere/made")).isRegularFile();
    assertThat(directory.resolve("elsewhere/madedir")).isDirectory();
  }

  @Test
  void createDirectory_andItsErrors() {
    assertThat(guest.onPath("path_create_directory", IN_DIR, "new")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("new")).isDirectory();
    assertThat(guest.onPath("path_create_directory", IN_DIR, "new/deep/")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("new/deep")).isDirectory();

    assertThat(guest.onPath("path_create_directory", IN_DIR, "new")).isEqualTo(Errno.EXIST);
    assertThat(guest.onPath("path_create_directory", IN_DIR, "file")).isEqualTo(Errno.EXIST);
    assertThat(guest.onPath("path_create_directory", IN_DIR, "dangling")).isEqualTo(Errno.EXIST);
    assertThat(guest.onPath("path_create_directory", IN_DIR, ".")).isEqualTo(Errno.EXIST);
    assertThat(guest.onPath("path_create_directory", IN_DIR, "x/y")).isEqualTo(Errno.NOENT);
    assertThat(guest.onPath("path_create_directory", IN_DIR, "file/y")).isEqualTo(Errno.NOTDIR);
  }

  @Test
  void removeDirectory_andItsErrors() throws IOException {
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "dir")).isEqualTo(Errno.NOTEMPTY);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "dir/sub/")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "dirlink")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "file")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "absent")).isEqualTo(Errno.NOENT);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, ".")).isEqualTo(Errno.INVAL);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "dir/.")).isEqualTo(Errno.INVAL);
    assertThat(guest.onPath("path_remove_directory", IN_DIR, "dir")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("dir")).doesNotExist();
  }

  @Test
  void unlink_andItsErrors() {
    assertThat(guest.onPath("path_unlink_file", IN_DIR, "link")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("file")).exists();
    assertThat(guest.onPath("path_unlink_file", IN_DIR, "file/")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.onPath("path_unlink_file", IN_DIR, "file")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.onPath("path_unlink_file", IN_DIR, "file")).isEqualTo(Errno.NOENT);
    assertThat(guest.onPath("path_unlink_file", IN_DIR, "dir")).isEqualTo(Errno.ISDIR);
  }

  @Test
  void rename_andItsErrors() throws IOException {
    Files.writeString(directory.resolve("other"), "other");

    assertThat(guest.rename(DIR, "file", DIR, "other")).isEqualTo(Errno.SUCCESS);
    assertThat(Files.readString(directory.resolve("other"))).isEqualTo("content");
    assertThat(guest.rename(DIR, "dir/sub", DIR, "moved/")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("moved")).isDirectory();

    assertThat(guest.rename(DIR, "absent", DIR, "x")).isEqualTo(Errno.NOENT);
    assertThat(guest.rename(DIR, "other", DIR, "x/y")).isEqualTo(Errno.NOENT);
    assertThat(guest.rename(DIR, "other/", DIR, "x")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.rename(DIR, "other", DIR, "x/")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.rename(DIR, "other", DIR, "dir")).isEqualTo(Errno.ISDIR);
    assertThat(guest.rename(DIR, "dir", DIR, "other")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.rename(DIR, "dir", DIR, "dir/inside")).isEqualTo(Errno.INVAL);
    assertThat(guest.rename(DIR, ".", DIR, "x")).isEqualTo(Errno.BUSY);
    assertThat(guest.rename(READ_ONLY, "other", DIR, "x")).isEqualTo(Errno.ROFS);
    assertThat(guest.rename(DIR, "other", READ_ONLY, "x")).isEqualTo(Errno.ROFS);
  }

  @Test
  void rename_ontoDirectoryThatIsNotEmpty_isRefused() throws IOException {
    Files.createDirectory(directory.resolve("empty"));

    assertThat(guest.rename(DIR, "empty", DIR, "dir")).isEqualTo(Errno.NOTEMPTY);
    assertThat(guest.rename(DIR, "dir", DIR, "empty")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("empty/sub")).isDirectory();
  }

  @Test
  void filestat_linksAndSlashes() {
    assertThat(type("link", true)).isEqualTo(FileType.REGULAR_FILE);
    assertThat(type("link", false)).isEqualTo(FileType.SYMBOLIC_LINK);
    assertThat(type("dirlink", false)).isEqualTo(FileType.SYMBOLIC_LINK);
    assertThat(type("dirlink/", false)).isEqualTo(FileType.DIRECTORY);
    assertThat(type(".", false)).isEqualTo(FileType.DIRECTORY);
    assertThat(guest.filestat(DIR, "file/", true)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.filestat(DIR, "dangling", true)).isEqualTo(Errno.NOENT);
    assertThat(guest.filestat(DIR, "link/", true)).isEqualTo(Errno.NOTDIR);
  }

  @Test
  void times_setByPath_followTheLinkOrRefuseIt() throws IOException {
    List<Long> follow = List.of((long) DIR, 1L);
    List<Long> here = List.of((long) DIR, 0L);
    assertThat(guest.onPath("path_filestat_set_times", follow, "link", 0, 9_000_000_000L, 4))
        .isEqualTo(Errno.SUCCESS);
    assertThat(Files.getLastModifiedTime(directory.resolve("file")))
        .isEqualTo(FileTime.from(9, TimeUnit.SECONDS));
    assertThat(guest.onPath("path_filestat_set_times", here, "link", 0, 0, 8))
        .isEqualTo(Errno.NOTSUP);
    assertThat(guest.onPath("path_filestat_set_times", here, "absent", 0, 0, 8))
        .isEqualTo(Errno.NOENT);
  }

  @Test
  void readLink_givesTheTextAndCutsIt() {
    assertThat(readLink("dangling", 100)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.text(Guest.BUFFER, guest.outInt())).isEqualTo("dir/born");
    assertThat(readLink("dangling", 3)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.outInt()).isEqualTo(3);
    assertThat(readLink("file", 100)).isEqualTo(Errno.INVAL);
    assertThat(readLink("absent", 100)).isEqualTo(Errno.NOENT);
  }

  @Test
  void symlink_andItsErrors() throws IOException {
    assertThat(guest.symlink("sub/./x", DIR, "dir/made")).isEqualTo(Errno.SUCCESS);
    assertThat(Files.readSymbolicLink(directory.resolve("dir/made"))).isEqualTo(Path.of("sub/./x"));
    assertThat(guest.symlink("x", DIR, "file")).isEqualTo(Errno.EXIST);
    assertThat(guest.symlink("x", DIR, "dangling")).isEqualTo(Errno.EXIST);
    assertThat(guest.symlink("x", DIR, "new/")).isEqualTo(Errno.NOENT);
    assertThat(guest.symlink("", DIR, "new")).isEqualTo(Errno.NOENT);
    assertThat(guest.symlink("/etc", DIR, "new")).isEqualTo(Errno.PERM);
    assertThat(guest.symlink("dir/..", DIR, "new")).isEqualTo(Errno.PERM);
  }

  @Test
  void hardLink_andItsErrors() throws IOException {
    assertThat(guest.link(DIR, "file", DIR, "dir/second")).isEqualTo(Errno.SUCCESS);
    Files.writeString(directory.resolve("file"), "changed");
    assertThat(read("dir/second")).isEqualTo("changed");
    assertThat(guest.link(DIR, "link", DIR, "linked")).isEqualTo(Errno.SUCCESS);
    assertThat(directory.resolve("linked")).isSymbolicLink();

    assertThat(guest.link(DIR, "file", DIR, "link")).isEqualTo(Errno.EXIST);
    assertThat(guest.link(DIR, "file", DIR, "file")).isEqualTo(Errno.EXIST);
    assertThat(guest.link(DIR, "absent", DIR, "x")).isEqualTo(Errno.NOENT);
    assertThat(guest.link(DIR, "file", DIR, "x/")).isEqualTo(Errno.NOENT);
    assertThat(guest.link(DIR, "file/", DIR, "x")).isEqualTo(Errno.NOTDIR);
    assertThat(guest.link(DIR, "dir", DIR, "x")).isEqualTo(Errno.PERM);
    assertThat(guest.link(DIR, "file", READ_ONLY, "x")).isEqualTo(Errno.ROFS);
    assertThat(guest.link(READ_ONLY, "file", DIR, "x")).isEqualTo(Errno.ROFS);
  }

  @Test
  void hardLink_betweenTwoTrees_isRefused() throws IOException {
    WasiConfig config =
        WasiConfig.builder().preopen(directory, "a").preopen(directory, "b").build();
    try (Guest two = new Guest(config)) {
      assertThat(two.link(3, "file", 4, "x")).isEqualTo(Errno.XDEV);
    }
  }

  @Test
  void reservedNames_areNeitherSeenNorUsed() throws IOException {
    Path left = Files.writeString(directory.resolve(".stint-left"), "by a host that died");
    try {
      assertThat(guest.names(DIR, 4096)).doesNotContain(".stint-left");
      assertThat(guest.open(DIR, ".stint-left", 0, READ, 0)).isEqualTo(Errno.PERM);
      assertThat(guest.rename(DIR, "file", DIR, ".stint-x")).isEqualTo(Errno.PERM);
      assertThat(guest.onPath("path_unlink_file", IN_DIR, "dir/../.stint-left"))
          .isEqualTo(Errno.PERM);
    } finally {
      Files.delete(left);
    }
  }

  @Test
  void readOnlyTree_everyChange_isRefused() throws IOException {
    assertThat(guest.open(READ_ONLY, "file", 0, READ | WRITE, 0)).isEqualTo(Errno.ROFS);
    assertThat(guest.open(READ_ONLY, "new", CREATE, READ, 0)).isEqualTo(Errno.ROFS);
    assertThat(guest.onPath("path_create_directory", IN_READ_ONLY, "new")).isEqualTo(Errno.ROFS);
    assertThat(guest.onPath("path_remove_directory", IN_READ_ONLY, "dir/sub"))
        .isEqualTo(Errno.ROFS);
    assertThat(guest.onPath("path_unlink_file", IN_READ_ONLY, "file")).isEqualTo(Errno.ROFS);
    assertThat(guest.symlink("x", READ_ONLY, "new")).isEqualTo(Errno.ROFS);
    List<Long> here = List.of((long) READ_ONLY, 0L);
    assertThat(guest.onPath("path_filestat_set_times", here, "file", 0, 0, 8))
        .isEqualTo(Errno.ROFS);
    int file = guest.opened(READ_ONLY, "file", 0, READ);
    assertThat(guest.call("fd_filestat_set_times", file, 0, 0, 8)).isEqualTo(Errno.ROFS);
    int sub = guest.opened(READ_ONLY, "dir", DIRECTORY, 0);
    assertThat(guest.open(sub, "new", CREATE, WRITE, 0)).isEqualTo(Errno.ROFS);
    assertThat(guest.call("fd_filestat_set_times", sub, 0, 0, 8)).isEqualTo(Errno.ROFS);
    assertThat(guest.readAll(file, 100)).isEqualTo("content");
  }

  @Test
  void path_deeperThanTheBound_isTooLong() throws IOException {
    Path deep = directory;
    for (int i = 0; i < 65; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    Files.createFile(deep.getParent().resolve("leaf"));

    assertThat(guest.filestat(DIR, "d/".repeat(64) + "leaf", true)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.filestat(DIR, "d/".repeat(65) + "leaf", true)).isEqualTo(Errno.NAMETOOLONG);
    assertThat(guest.filestat(DIR, "d/../".repeat(200) + "file", true)).isEqualTo(Errno.SUCCESS);
  }

  @Test
  void names_notInAscii_areTheSameOnBothSides() {
    guest.opened(DIR, "größe", CREATE, WRITE);

    assertThat(directory.resolve("größe")).exists();
    assertThat(guest.names(DIR, 4096)).contains("größe");
  }

  private String read(String path) {
    return guest.readAll(guest.opened(DIR, path, 0, READ), 100);
  }

  private FileType type(String path, boolean follow) {
    assertThat(guest.filestat(DIR, path, follow)).isEqualTo(Errno.SUCCESS);
    return FileType.values()[guest.memory.getByte(Guest.OUT + 16)];
  }

  private Errno readLink(String path, int length) {
    return guest.onPath("path_readlink", IN_DIR, path, Guest.BUFFER, length, Guest.OUT);
  }
}
