package dev.stint.capsules.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildGuestsTest {
  private static final byte[] MAGIC = {0, 'a', 's', 'm', 1, 0, 0, 0};

  @TempDir Path folder;
  private Path wat;
  private Path output;

  @BeforeEach
  void createFolders() throws IOException {
    wat = Files.createDirectory(folder.resolve("source"));
    output = folder.resolve("a/b");
  }

  @Test
  void build_javaAndWat_writesModulesByName() throws Exception {
    Files.writeString(wat.resolve("empty.wat"), "(module)");
    Files.writeString(wat.resolve("notes.txt"), "not a guest");

    List<Path> written = build(Greeter.class.getName());

    assertThat(written)
        .containsExactly(output.resolve("empty.wasm"), output.resolve("greeter.wasm"));
    assertThat(Files.readAllBytes(written.get(0))).isEqualTo(MAGIC);
    assertThat(Files.readAllBytes(written.get(1))).startsWith(MAGIC).hasSizeGreaterThan(1000);
  }

  @Test
  void build_wordThatIsNoInstruction_namesFileLineAndProblem() throws IOException {
    Path bad = Files.writeString(wat.resolve("bad.wat"), "(module\n  (func i32.nonsense))\n");

    assertThatThrownBy(this::build)
        .isInstanceOf(GuestBuildException.class)
        .hasMessage(
            "guest not built: file ["
                + bad
                + "], problem [wat/bad.wat:2:9: error: unexpected token i32.nonsense,"
                + " expected ).], exit status [1]");
    assertThat(output.resolve("bad.wasm")).doesNotExist();
  }

  @Test
  void build_methodThatGuestsDoNotHave_namesClassAndPlace() {
    assertThatThrownBy(() -> build(Exiter.class.getName()))
        .isInstanceOf(GuestBuildException.class)
        .hasMessage(
            "guest not built: class [dev.stint.capsules.tools.Exiter], problem [Method"
                + " java.lang.System.exit(I)V was not found], at"
                + " [dev.stint.capsules.tools.Exiter.main:8], more problems [0]");
    assertThat(output.resolve("exiter.wasm")).doesNotExist();
  }

  @Test
  void build_classThatIsMissing_namesClass() {
    assertThatThrownBy(() -> build("dev.stint.Nobody"))
        .isInstanceOf(GuestBuildException.class)
        .hasMessage(
            "guest not built: class [dev.stint.Nobody], problem [There's no main class:"
                + " 'dev.stint.Nobody'], at [unknown], more problems [0]");
  }

  @Test
  void build_twoSourcesOfOneName_namesBoth() throws IOException {
    Path other = Files.writeString(wat.resolve("greeter.wat"), "(module)");

    assertThatThrownBy(() -> build(Greeter.class.getName()))
        .isInstanceOf(GuestBuildException.class)
        .hasMessage(
            "guest not built: two sources of one name [dev.stint.capsules.tools.Greeter] and ["
                + other
                + "]");
  }

  @Test
  void build_noWatFolder_namesIt() {
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> BuildGuests.build(folder, nowhere, output, List.of()))
        .isInstanceOf(GuestBuildException.class)
        .hasMessage("guests not built: no folder [" + nowhere + "]");
  }

  @Test
  void main_tooFewArguments_printsUsage() {
    assertThatThrownBy(() -> BuildGuests.main(new String[] {"a", "b"}))
        .isInstanceOf(GuestBuildException.class)
        .hasMessage(
            "usage: BuildGuests [classes folder] [wat folder] [output folder] [main class]...");
  }

  private List<Path> build(String... mainClasses) throws URISyntaxException {
    Path classes =
        Path.of(Greeter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return BuildGuests.build(classes, wat, output, List.of(mainClasses));
  }
}
