package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentAddressesTest {
  private static final long OURS = ProcessHandle.current().pid();
  private static final long NOBODY = 4_194_999;

  @TempDir Path temporary;
  private Path folder;
  private AgentAddresses addresses;

  @BeforeEach
  void prepare() throws IOException {
    folder = temporary.resolve("stint-user");
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    addresses = new AgentAddresses(folder);
  }

  @Test
  void file_ofALivingProcess_isRead() throws IOException {
    write(OURS, "url=http://127.0.0.1:7070\ntoken=secret\n", "rw-------");

    AgentAddress address = addresses.of(OURS);

    assertThat(address).isEqualTo(new AgentAddress(OURS, "http://127.0.0.1:7070", "secret"));
    assertThat(address.toString()).doesNotContain("secret");
    assertThat(addresses.all()).containsExactly(address);
  }

  @Test
  void file_ofADeadProcess_isNotListed() throws IOException {
    write(NOBODY, "url=http://127.0.0.1:7070\n", "rw-------");

    assertThat(addresses.all()).isEmpty();
    assertThatThrownBy(() -> addresses.of(NOBODY))
        .hasMessage("no JVM with the agent found: process [" + NOBODY + "] (STINT-C031)");
  }

  @Test
  void noFolder_meansNoAgent() throws IOException {
    assertThat(new AgentAddresses(folder.resolve("gone")).all()).isEmpty();
  }

  @Test
  void file_thatOthersCanRead_isNotTrusted() throws IOException {
    Path file = write(OURS, "url=http://127.0.0.1:7070\ntoken=secret\n", "rw-r-----");

    assertThatThrownBy(() -> addresses.of(OURS))
        .hasMessage("address file [" + file + "] not trusted: open to others (STINT-C032)");
  }

  @Test
  void folder_thatOthersCanChange_isNotTrusted() throws IOException {
    write(OURS, "url=http://127.0.0.1:7070\n", "rw-------");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(addresses::all)
        .hasMessage("address file [" + folder + "] not trusted: open to others (STINT-C032)");
  }

  @Test
  void link_isNotFollowed() throws IOException {
    Path target = Files.writeString(temporary.resolve("elsewhere"), "url=http://127.0.0.1:1\n");
    Path link = folder.resolve("stint-" + OURS + ".properties");
    Files.createSymbolicLink(link, target);

    assertThatThrownBy(() -> addresses.of(OURS))
        .isInstanceOf(CliException.class)
        .hasMessageStartingWith("address file [" + link + "] not trusted: ");
  }

  @Test
  void file_thatIsLongOrHasNoUrl_isNotTrusted() throws IOException {
    Path file = write(OURS, "x=" + "y".repeat(5_000), "rw-------");
    assertThatThrownBy(() -> addresses.of(OURS))
        .hasMessage(
            "address file [" + file + "] not trusted: not a short regular file (STINT-C032)");

    Files.writeString(file, "token=x\n");
    assertThatThrownBy(() -> addresses.of(OURS))
        .hasMessage("address file [" + file + "] not trusted: has no url (STINT-C032)");
  }

  @Test
  void program_isTheMainClassOrJar() {
    assertThat(AgentAddress.program(List.of("-cp", "a:b", "-Xmx1g", "com.acme.Main", "x")))
        .isEqualTo("com.acme.Main");
    assertThat(AgentAddress.program(List.of("-javaagent:a.jar", "-jar", "/opt/app/app.jar")))
        .isEqualTo("app.jar");
    assertThat(AgentAddress.program(List.of())).isEqualTo("-");
  }

  private Path write(long pid, String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("stint-" + pid + ".properties"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
