package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.profiles.StockProfiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./stint} as a process; it needs the whole project built, and no network. */
class LauncherIT {
  private static final String STOCK = String.join("\n", StockProfiles.names()) + "\n";

  @TempDir Path folder;

  @Test
  void version_namesBothJdksAndTheEngine() throws Exception {
    Started started = Started.stint("version");

    assertThat(started.err()).isEmpty();
    assertThat(started.out())
        .containsPattern("(?m)^stint +\\d+\\.\\d+\\.\\d+")
        .containsPattern("(?m)^jdk 17 +17\\.")
        .containsPattern("(?m)^jdk 25 +25\\..* runs this command$")
        .containsPattern("(?m)^graalwasm +25\\..*, graal compiler 25\\.")
        .doesNotContain("not built");
    assertThat(started.status()).isZero();
  }

  @Test
  void linkFromAFolderWithBlanks_findsTheProject() throws Exception {
    Path blank = Files.createDirectories(folder.resolve("a folder"));
    Path link = Files.createSymbolicLink(blank.resolve("a link"), Started.LAUNCHER);

    Started started = Started.start(link, blank, Map.of(), "profile", "show");
    Files.delete(link);

    assertThat(started.err()).isEmpty();
    assertThat(started.out()).isEqualTo(STOCK);
  }

  @Test
  void projectInAFolderWithBlanks_works() throws Exception {
    Path copy = project(folder.resolve("a project"));

    Started started = Started.start(copy.resolve("stint"), folder, Map.of(), "profile", "show");

    assertThat(started.err()).isEmpty();
    assertThat(started.status()).isZero();
  }

  @Test
  void profile_goodAndBad() throws Exception {
    Path good = Files.writeString(folder.resolve("good.yaml"), head("threadLimit: 2"));
    Path bad = Files.writeString(folder.resolve("bad.yaml"), head("threadLimt: 2"));

    Started checked = Started.stint("profile", "check", good.toString(), bad.toString());

    assertThat(checked.out())
        .isEqualTo(good + ": valid, profile [p] version [1], principals [0], limits [1]\n");
    assertThat(checked.err())
        .isEqualTo(
            bad + ":6:3: unknown field [threadLimt], did you mean [threadLimit]? (STINT-P002)\n");
    assertThat(checked.status()).isEqualTo(78);
  }

  @Test
  void run_ofAMissingModule_is66() throws Exception {
    Started started = Started.start(Started.LAUNCHER, folder, Map.of(), "run", "gone.wasm", "-x");

    assertThat(started.out()).isEmpty();
    assertThat(started.err()).isEqualTo("module [gone.wasm]: no such file (STINT-C020)\n");
    assertThat(started.status()).isEqualTo(66);
  }

  @Test
  void unknownCommand_is2() throws Exception {
    Started started = Started.stint("rnu");

    assertThat(started.out()).isEmpty();
    assertThat(started.err())
        .isEqualTo("unknown command [rnu], did you mean [run]? (STINT-C010)\nsee: stint --help\n");
    assertThat(started.status()).isEqualTo(2);
  }

  @Test
  void help_withoutATerminal_hasNoColours() throws Exception {
    assertThat(Started.stint("run", "--help").out()).doesNotContain("\u001b");
  }

  @Test
  void machineWithoutAJdk_isToldWhatToDo() throws Exception {
    Path copy = project(folder.resolve("copy"));
    Files.writeString(copy.resolve("tools/find-jdk"), "find_jdk() { return 1; }\n");

    Started started = Started.start(copy.resolve("stint"), folder, Map.of(), "version");

    assertThat(started.err())
        .isEqualTo(
            "no JDK 17 or later found: install one, or set JAVA_HOME to its folder (STINT-C001)\n");
    assertThat(started.status()).isEqualTo(69);
  }

  @Test
  void machineWithJdk17Alone_runsWhatNeedsNoMore() throws Exception {
    Path copy = project(folder.resolve("copy"));
    String found = Files.readString(copy.resolve("tools/find-jdk"));
    Files.writeString(
        copy.resolve("tools/find-jdk"),
        found.replace("find_jdk() {", "find_jdk() {\n  [ \"$1\" = 17 ] || return 1"));

    Started version = Started.start(copy.resolve("stint"), folder, Map.of(), "version");
    Started run = Started.start(copy.resolve("stint"), folder, Map.of(), "run", "x.wasm");

    assertThat(version.err()).isEmpty();
    assertThat(version.out())
        .containsPattern("(?m)^jdk 17 .* runs this command$")
        .containsPattern("(?m)^jdk 25 +not found$");
    assertThat(run.err())
        .isEqualTo("no JDK 25 found: install one, or set JAVA_HOME to its folder (STINT-C001)\n");
    assertThat(run.status()).isEqualTo(69);
  }

  @Test
  void buildThatFails_showsItsOutput() throws Exception {
    Path copy = project(folder.resolve("copy"));
    Files.delete(copy.resolve("cli/target/stint-cli.jar"));
    Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\necho cannot reach the repository\nexit 1\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    String path = folder.resolve("bin") + ":" + System.getenv("PATH");

    Started started = Started.start(copy.resolve("stint"), folder, Map.of("PATH", path), "version");

    assertThat(started.err())
        .isEqualTo(
            "stint: building the command line, once\n"
                + "cannot reach the repository\n"
                + "not built: [the command line], see above (STINT-C003)\n");
    assertThat(started.status()).isEqualTo(70);
  }

  private static String head(String limit) {
    return "schema: 1\nprofileId: p\nversionId: \"1\"\nepoch: 1\ndefault:\n  " + limit + "\n";
  }

  /** The launcher, its tools and the built command line. */
  private static Path project(Path copy) throws IOException {
    Path root = Started.LAUNCHER.getParent();
    Files.createDirectories(copy.resolve("tools"));
    copy(root, copy, "stint");
    copy(root, copy, "tools/find-jdk");
    Files.createDirectories(copy.resolve("cli/target/lib"));
    copy(root, copy, "cli/target/stint-cli.jar");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(root.resolve("cli/target/lib"))) {
      for (Path jar : jars) {
        copy(root, copy, "cli/target/lib/" + jar.getFileName());
      }
    }
    return copy;
  }

  private static void copy(Path from, Path to, String file) throws IOException {
    Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
  }
}
