package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls on descriptors of files. */
class FileCallsTest {
  private static final int DIR = 3;
  private static final int CREATE = 1;
  private static final long READ = Rights.FD_READ;
  private static final long WRITE = Rights.FD_WRITE;

  @TempDir Path directory;
  private Guest guest;

  @BeforeEach
  void open() throws IOException {
    WasiClock clock = WasiClock.virtual(1_000, 1);
    guest = new Guest(WasiConfig.builder().preopen(directory, "/").clock(clock).build());
  }

  @AfterEach
  void close() throws IOException {
    guest.close();
  }

  @Test
  void file_writtenSoughtAndRead_keepsOnePosition() throws IOException {
    int fd = guest.opened(DIR, "file", CREATE, READ | WRITE);

    guest.write(fd, "hello ", "world");
    assertThat(tell(fd)).isEqualTo(11);
    assertThat(seek(fd, -5, 2)).isEqualTo(6);
    assertThat(guest.readAll(fd, 100)).isEqualTo("world");
    assertThat(seek(fd, 1, 0)).isEqualTo(1);
    assertThat(seek(fd, 1, 1)).isEqualTo(2);
    assertThat(guest.readAll(fd, 3)).isEqualTo("llo");

    assertThat(Files.readString(directory.resolve("file"))).isEqualTo("hello world");
  }

  @Test
  void file_readAndWrittenAtPositions_keepsItsOwnPosition() {
    int fd = guest.opened(DIR, "file", CREATE, READ | WRITE);
    guest.write(fd, "abcdef");

    assertThat(guest.writeAt(fd, 2, "XY")).isEqualTo(Errno.SUCCESS);
    assertThat(guest.readAt(fd, 1, 4)).isEqualTo(Errno.SUCCESS);

    assertThat(guest.readText()).isEqualTo("bXYe");
    assertThat(tell(fd)).isEqualTo(6);
    assertThat(guest.readAt(fd, -1, 4)).isEqualTo(Errno.INVAL);
    assertThat(guest.writeAt(fd, Long.MAX_VALUE, "x")).isEqualTo(Errno.FBIG);
  }

  @Test
  void seek_beforeTheStartOrUnknownWhence_isInvalid() {
    int fd = guest.opened(DIR, "file", CREATE, READ | WRITE);

    assertThat(guest.call("fd_seek", fd, -1, 0, Guest.OUT)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_seek", fd, 0, 3, Guest.OUT)).isEqualTo(Errno.INVAL);
    guest.write(fd, "x");
    assertThat(guest.call("fd_seek", fd, Long.MAX_VALUE, 1, Guest.OUT)).isEqualTo(Errno.INVAL);
    assertThat(tell(fd)).isEqualTo(1);
  }

  @Test
  void append_flag_writesAtTheEndAndCanBeSetLater() throws IOException {
    Files.writeString(directory.resolve("log"), "one\n");
    assertThat(guest.open(DIR, "log", 0, WRITE, OpenFile.APPEND)).isEqualTo(Errno.SUCCESS);
    int appending = guest.outInt();
    int plain = guest.opened(DIR, "log", 0, WRITE);

    guest.write(appending, "two\n");
    guest.write(plain, "ONE");
    assertThat(guest.call("fd_fdstat_set_flags", plain, OpenFile.APPEND)).isEqualTo(Errno.SUCCESS);
    guest.write(plain, "three\n");

    assertThat(Files.readString(directory.resolve("log"))).isEqualTo("ONE\ntwo\nthree\n");
    assertThat(guest.call("fd_fdstat_set_flags", plain, OpenFile.DSYNC)).isEqualTo(Errno.NOTSUP);
    assertThat(guest.call("fd_fdstat_get", plain, Guest.OUT)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.memory.getByte(Guest.OUT)).isEqualTo((byte) 4);
    assertThat(guest.memory.getByte(Guest.OUT + 2)).isEqualTo((byte) OpenFile.APPEND);
  }

  @Test
  void access_notAskedForAtOpening_isABadDescriptor() throws IOException {
    Files.writeString(directory.resolve("file"), "text");
    int reader = guest.opened(DIR, "file", 0, READ);
    int writer = guest.opened(DIR, "file", 0, WRITE);

    assertThat(guest.write(reader, "x")).isEqualTo(Errno.BADF);
    assertThat(guest.writeAt(reader, 0, "x")).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_filestat_set_size", reader, 0)).isEqualTo(Errno.BADF);
    assertThat(guest.read(writer, 1)).isEqualTo(Errno.BADF);
    assertThat(guest.readAt(writer, 0, 1)).isEqualTo(Errno.BADF);
  }

  @Test
  void access_createdWithoutTheRightToWrite_isStillReadOnly() {
    int fd = guest.opened(DIR, "new", CREATE, READ);

    assertThat(guest.write(fd, "x")).isEqualTo(Errno.BADF);
    assertThat(guest.readAll(fd, 1)).isEmpty();
  }

  @Test
  void size_changed_cutsOffOrFillsWithZerosAndLeavesThePosition() throws IOException {
    int fd = guest.opened(DIR, "file", CREATE, READ | WRITE);
    guest.write(fd, "abcdef");

    assertThat(guest.call("fd_filestat_set_size", fd, 3)).isEqualTo(Errno.SUCCESS);
    assertThat(Files.readString(directory.resolve("file"))).isEqualTo("abc");
    assertThat(tell(fd)).isEqualTo(6);
    assertThat(guest.call("fd_filestat_set_size", fd, 5)).isEqualTo(Errno.SUCCESS);
    assertThat(Files.readString(directory.resolve("file"))).isEqualTo("abc\0\0");
    assertThat(guest.call("fd_filestat_set_size", fd, -1)).isEqualTo(Errno.INVAL);
  }

  @Test
  void filestat_file_hasTypeSizeAndTimes() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "12345");
    Files.setLastModifiedTime(file, FileTime.from(1_234_567_890_123L, TimeUnit.MICROSECONDS));
    int fd = guest.opened(DIR, "file", 0, READ | WRITE);

    assertThat(guest.call("fd_filestat_get", fd, Guest.OUT)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.memory.getByte(Guest.OUT + 16)).isEqualTo((byte) 4);
    assertThat(guest.memory.getLong(Guest.OUT + 24)).isEqualTo(1);
    assertThat(guest.memory.getLong(Guest.OUT + 32)).isEqualTo(5);
    assertThat(guest.memory.getLong(Guest.OUT + 48)).isEqualTo(1_234_567_890_123_000L);
    long serial = guest.memory.getLong(Guest.OUT + 8);

    assertThat(guest.filestat(DIR, "file", true)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.memory.getLong(Guest.OUT + 8)).isEqualTo(serial).isNotZero();
  }

  @Test
  void filestat_fileRenamedMeanwhile_stillKnowsItsSize() {
    int fd = guest.opened(DIR, "file", CREATE, WRITE);
    guest.rename(DIR, "file", DIR, "moved");
    guest.opened(DIR, "file", CREATE, WRITE);
    guest.write(fd, "1234567");

    assertThat(guest.call("fd_filestat_get", fd, Guest.OUT)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.memory.getLong(Guest.OUT + 32)).isEqualTo(7);
  }

  @Test
  void times_setOnDescriptor_changeOnlyWhatIsAsked() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    FileTime accessed = FileTime.from(111, TimeUnit.SECONDS);
    Files.getFileAttributeView(file, java.nio.file.attribute.BasicFileAttributeView.class)
        .setTimes(FileTime.fromMillis(1), accessed, null);
    int fd = guest.opened(DIR, "file", 0, WRITE);

    assertThat(guest.call("fd_filestat_set_times", fd, 0, 5_000_000_000L, 4))
        .isEqualTo(Errno.SUCCESS);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(5, TimeUnit.SECONDS));
    assertThat(Files.getAttribute(file, "lastAccessTime")).isEqualTo(accessed);
    assertThat(guest.call("fd_filestat_set_times", fd, 0, 0, 12)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", fd, 0, 0, 16)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", fd, 0, -1, 4)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_filestat_set_times", DIR, 0, 7_000_000_000L, 4))
        .isEqualTo(Errno.SUCCESS);
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(FileTime.from(7, TimeUnit.SECONDS));
  }

  @Test
  void advice_andSync_areAccepted() {
    int fd = guest.opened(DIR, "file", CREATE, WRITE);

    assertThat(guest.call("fd_advise", fd, 0, 10, 5)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_advise", fd, 0, 10, 6)).isEqualTo(Errno.INVAL);
    assertThat(guest.call("fd_advise", DIR, 0, 10, 0)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_sync", fd)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_datasync", fd)).isEqualTo(Errno.SUCCESS);
    assertThat(guest.call("fd_allocate", fd, 0, 10)).isEqualTo(Errno.NOTSUP);
  }

  @Test
  void directory_asAFile_isRefused() {
    assertThat(guest.read(DIR, 1)).isEqualTo(Errno.ISDIR);
    assertThat(guest.write(DIR, "x")).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_seek", DIR, 0, 0, Guest.OUT)).isEqualTo(Errno.BADF);
    assertThat(guest.call("fd_filestat_set_size", DIR, 0)).isEqualTo(Errno.BADF);
  }

  @Test
  void descriptors_overTheLimit_areRefusedAndLowestFreeIsUsedAgain() throws IOException {
    WasiConfig config = WasiConfig.builder().preopen(directory, "/").descriptorLimit(6).build();
    try (Guest small = new Guest(config)) {
      assertThat(small.opened(DIR, "a", CREATE, WRITE)).isEqualTo(4);
      assertThat(small.opened(DIR, "b", CREATE, WRITE)).isEqualTo(5);
      assertThat(small.open(DIR, "c", CREATE, WRITE, 0)).isEqualTo(Errno.MFILE);
      assertThat(directory.resolve("c")).doesNotExist();
      small.call("fd_close", 4);
      assertThat(small.opened(DIR, "c", CREATE, WRITE)).isEqualTo(4);
    }
  }

  @Test
  void close_run_closesWhatTheGuestLeftOpen() throws IOException {
    int fd = guest.opened(DIR, "file", CREATE, WRITE);
    guest.close();

    assertThat(guest.write(fd, "x")).isEqualTo(Errno.BADF);
    assertThat(guest.filestat(DIR, "file", true)).isEqualTo(Errno.BADF);
  }

  @Test
  void read_interruptedThread_endsTheGuest() {
    int fd = guest.opened(DIR, "file", CREATE, READ | WRITE);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> guest.read(fd, 1)).isInstanceOf(InterruptedGuest.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private long tell(int fd) {
    assertThat(guest.call("fd_tell", fd, 32)).isEqualTo(Errno.SUCCESS);
    return guest.memory.getLong(32);
  }

  private long seek(int fd, long offset, int whence) {
    assertThat(guest.call("fd_seek", fd, offset, whence, Guest.OUT)).isEqualTo(Errno.SUCCESS);
    return guest.outLong();
  }
}
