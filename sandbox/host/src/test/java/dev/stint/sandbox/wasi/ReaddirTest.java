package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaddirTest {
  private static final int DIR = 3;
  private static final int DIRECTORY = 2;

  @TempDir Path directory;
  private Guest guest;

  @BeforeEach
  void open() throws IOException {
    guest = new Guest(WasiConfig.builder().preopen(directory, "/").build());
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  @Test
  void readdir_severalPages_giveEveryNameOnceInOrder() throws IOException {
    List<String> names = create(100);

    List<String> expected = Stream.concat(Stream.of(".", ".."), names.stream()).toList();
    assertThat(guest.names(DIR, 4096)).isEqualTo(expected);
    assertThat(guest.names(DIR, 70)).isEqualTo(expected);
  }

  @Test
  void readdir_entry_hasTypeSerialAndNextCookie() throws IOException {
    Files.createDirectory(directory.resolve("sub"));

    assertThat(guest.call("fd_readdir", DIR, Guest.BUFFER, 1000, 2, Guest.OUT))
        .isEqualTo(Errno.SUCCESS);
    assertThat(guest.outInt()).isEqualTo(24 + 3);
    assertThat(guest.memory.getLong(Guest.BUFFER)).isEqualTo(3);
    assertThat(guest.memory.getInt(Guest.BUFFER + 16)).isEqualTo(3);
    assertThat(guest.memory.getByte(Guest.BUFFER + 20)).isEqualTo((byte) 3);
    long serial = guest.memory.getLong(Guest.BUFFER + 8);
    guest.filestat(DIR, "sub", false);
    assertThat(guest.memory.getLong(Guest.OUT + 8)).isEqualTo(serial);
  }

  @Test
  void readdir_dots_doNotTellAboutTheOutside() {
    guest.call("fd_readdir", DIR, Guest.BUFFER, 1000, 0, Guest.OUT);
    long own = guest.memory.getLong(Guest.BUFFER + 8);
    long parent = guest.memory.getLong(Guest.BUFFER + 24 + 1 + 8);

    guest.call("fd_filestat_get", DIR, Guest.OUT);
    assertThat(own).isEqualTo(parent).isEqualTo(guest.memory.getLong(Guest.OUT + 8));
  }

  @Test
  void readdir_entryThatDoesNotFit_isCutOff() throws IOException {
    create(1);

    assertThat(guest.call("fd_readdir", DIR, Guest.BUFFER, 10, 2, Guest.OUT))
        .isEqualTo(Errno.SUCCESS);
    assertThat(guest.outInt()).isEqualTo(10);
    assertThat(guest.memory.getLong(Guest.BUFFER + 10)).isZero();
  }

  @Test
  void readdir_filesRemovedBetweenPages_doNotHideOthers() throws IOException {
    create(50);
    guest.call("fd_readdir", DIR, Guest.BUFFER, 4 * 32, 0, Guest.OUT);
    for (int i = 0; i < 25; i++) {
      Files.delete(directory.resolve("f" + (100 + i)));
    }

    guest.call("fd_readdir", DIR, Guest.BUFFER, 4096, 27, Guest.OUT);
    assertThat(guest.text(Guest.BUFFER + 24, 4)).isEqualTo("f125");
  }

  @Test
  void readdir_twoDirectoriesInTurn_keepTheirPlaces() throws IOException {
    create(5);
    Files.createDirectory(directory.resolve("sub"));
    Files.createFile(directory.resolve("sub/inner"));
    int sub = guest.opened(DIR, "sub", DIRECTORY, 0);

    guest.call("fd_readdir", DIR, Guest.BUFFER, 100, 0, Guest.OUT);
    assertThat(guest.names(sub, 60)).containsExactly(".", "..", "inner");
    guest.call("fd_readdir", DIR, Guest.BUFFER, 100, 4, Guest.OUT);
    assertThat(guest.text(Guest.BUFFER + 24, 4)).isEqualTo("f102");
  }

  @Test
  void readdir_startedAgain_seesWhatIsNew() throws IOException {
    assertThat(guest.names(DIR, 1000)).containsExactly(".", "..");
    create(1);
    assertThat(guest.names(DIR, 1000)).containsExactly(".", "..", "f100");
  }

  @Test
  void readdir_badArguments_areErrors() throws IOException {
    Files.createFile(directory.resolve("file"));
    int file = guest.opened(DIR, "file", 0, Rights.FD_READ);

    assertThat(guest.call("fd_readdir", file, 0, 10, 0, Guest.OUT)).isEqualTo(Errno.NOTDIR);
    assertThat(guest.call("fd_readdir", 9, 0, 10, 0, Guest.OUT)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_readdir", DIR, 0, Guest.OUTSIDE + 1, 0, Guest.OUT))
        .isEqualTo(Errno.FAULT);
    assertThat(guest.call("fd_readdir", DIR, 0, 10, -1, Guest.OUT)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_readdir", DIR, 0, 10, Long.MAX_VALUE, Guest.OUT))
        .isEqualTo(Errno.SUCCESS);
    assertThat(guest.outInt()).isZero();
  }

  private List<String> create(int count) throws IOException {
    List<String> names = IntStream.range(0, count).mapToObj(i -> "f" + (100 + i)).toList();
    for (String name : names) {
      Files.createFile(directory.resolve(name));
    }
    return names;
  }
}
