package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WasiConfigTest {
  @TempDir Path directory;

  @Test
  void builder_settingsThatCannotWork_areRefusedByName() {
    WasiConfig.Builder builder = WasiConfig.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.arguments(List.of("a\0b")))
        .withMessage("argument has a zero byte: length [3] (STINT-W002)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.environment("A=B", "c"))
        .withMessage("variable needs a name without [=]: [A=B] (STINT-W002)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.preopen(Path.of("x"), ""))
        .withMessage("preopened directory needs a guest name: host [x] (STINT-W002)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WasiClock.virtual(0, 0))
        .withMessage(
            "virtual clock needs start [0 or more] and step [1 or more] in ns: start [0], step [0]"
                + " (STINT-W002)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WasiConfig.builder().descriptorLimit(2).build())
        .withMessage(
            "descriptor limit is below what the run starts with: limit [2], needed [3]"
                + " (STINT-W002)");
  }

  @Test
  void open_preopenThatIsNoDirectory_saysWhich() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    WasiConfig config = WasiConfig.builder().preopen(file, "/data").build();

    assertThatThrownBy(() -> Wasi.open(config))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot preopen directory: host ["
                + file
                + "], guest [/data], reason [NotDirectoryException] (STINT-W001)");
  }

  @Test
  void open_preopenThatIsALink_isFollowedOnce() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Files.writeString(real.resolve("file"), "here");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);

    try (Guest guest = new Guest(WasiConfig.builder().preopen(link, "/").build())) {
      assertThat(guest.readAll(guest.opened(3, "file", 0, Rights.FD_READ), 100)).isEqualTo("here");
    }
  }

  @Test
  void prestat_preopens_areNumberedFromThree() throws IOException {
    WasiConfig config =
        WasiConfig.builder().preopen(directory, "/a").preopenReadOnly(directory, "/other").build();
    try (Guest guest = new Guest(config)) {
      assertThat(guest.call("fd_prestat_get", 4, Guest.OUT)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.memory.getInt(Guest.OUT)).isZero();
      assertThat(guest.memory.getInt(Guest.OUT + 4)).isEqualTo("/other".length());
      assertThat(guest.call("fd_prestat_dir_name", 4, 200, 6)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.text(200, 6)).isEqualTo("/other");

      assertThat(guest.call("fd_prestat_dir_name", 4, 200, 5)).isEqualTo(Errno.NAMETOOLONG);
      assertThat(guest.call("fd_prestat_get", 5, Guest.OUT)).isEqualTo(Errno.BADF);
      assertThat(guest.call("fd_prestat_get", 1, Guest.OUT)).isEqualTo(Errno.BADF);
    }
  }
}
