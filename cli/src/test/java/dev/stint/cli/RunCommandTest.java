package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} with a JDK whose java is a script that prints its arguments. */
class RunCommandTest {
  @TempDir Path folder;
  private Path module;
  private Jdk jdk;

  @BeforeEach
  void prepare() throws IOException {
    module = Files.writeString(folder.resolve("guest.wasm"), "not looked at here");
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java, "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + folder + "/started'\nexit 42\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    jdk = new Jdk(folder.resolve("jdk"), "25.0.3");
    for (String dir : List.of("graal/target/graal-compiler", "graal/target/runtime")) {
      Files.createDirectories(folder.resolve("sandbox").resolve(dir));
    }
    Files.createDirectories(folder.resolve("sandbox/chicory/target/runtime"));
  }

  @Test
  void options_areCanonical_andGuestArgumentsAreLeftAlone() throws IOException {
    Typed typed =
        run(
            "--fuel=1G",
            "--max-memory=16Mi",
            "--timeout=10s",
            "--dir=" + folder + "::/data",
            "--env=A=b=c",
            "--principal=alice",
            "--deterministic",
            module.toString(),
            "--fuel",
            "@guest",
            "--help",
            "--",
            "'quoted'",
            "");

    assertThat(typed.err()).isEmpty();
    assertThat(typed.status()).isEqualTo(42);
    assertThat(afterMain())
        .containsExactly(
            "--set",
            "fuel=1000000000",
            "--set",
            "maxMemory=16777216",
            "--set",
            "timeoutMillis=10000",
            "--set",
            "dir=" + folder + "::/data",
            "--set",
            "env=A=b=c",
            "--set",
            "principal=alice",
            "--set",
            "deterministic=true",
            "--",
            module.toString(),
            "--fuel",
            "@guest",
            "--help",
            "--",
            "'quoted'",
            "");
  }

  @Test
  void directory_withoutAGuestName_keepsItsOwn_andReadOnlyStaysLast() throws IOException {
    run("--dir", "" + folder, "--dir", folder + "::ro", "--dir", folder + "::/d::ro", "" + module);

    assertThat(afterMain())
        .containsExactly(
            "--set", "timeoutMillis=60000",
            "--set", "dir=" + folder + "::" + folder,
            "--set", "dir=" + folder + "::" + folder + "::ro",
            "--set", "dir=" + folder + "::/d::ro",
            "--", module.toString());
  }

  @Test
  void timeout_isRoundedUpToMilliseconds() throws IOException {
    run("--timeout=1500us", module.toString());

    assertThat(afterMain()).containsExactly("--set", "timeoutMillis=2", "--", module.toString());
  }

  @Test
  void process_findsTheGraalCompilerAndTheEngines() throws IOException {
    run(module.toString());

    Path sandbox = folder.resolve("sandbox");
    assertThat(started())
        .containsExactly(
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+EnableJVMCI",
            "--upgrade-module-path=" + sandbox.resolve("graal/target/graal-compiler"),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            sandbox.resolve("graal/target/runtime/*")
                + ":"
                + sandbox.resolve("chicory/target/runtime/*"),
            "dev.stint.sandbox.run.Main",
            "--set",
            "timeoutMillis=60000",
            "--",
            module.toString());
  }

  @Test
  void missingModule_is66() {
    refused(66, "module [gone.wasm]: no such file (STINT-C020)", "gone.wasm");
    refused(66, "module [" + folder + "]: is a directory (STINT-C020)", folder.toString());
  }

  @Test
  void missingDirectory_is66() {
    refused(
        66, "--dir [gone]: no such directory (STINT-C012)", "--dir=gone::/d", module.toString());
    refused(
        66, "--dir [" + module + "]: not a directory (STINT-C012)", "--dir=" + module, "" + module);
  }

  @Test
  void valueThatCannotBeRead_is2() {
    String file = module.toString();
    refused(
        2,
        "--dir [" + folder + "::] must be HOST, HOST::GUEST or one of them with ::ro (STINT-C011)",
        "--dir=" + folder + "::",
        file);
    refused(2, "--env [A] must be NAME=VALUE (STINT-C011)", "--env=A", file);
    refused(2, "--engine [v8] must be graal or chicory (STINT-C011)", "--engine=v8", file);
    refused(2, "--timeout [0s] must be more than 0 (STINT-C011)", "--timeout=0s", file);
    refused(
        2,
        "--principal: principal name [a/b] must be 1 to 64 characters of [A-Za-z0-9_-]"
            + " (STINT-N001)",
        "--principal=a/b",
        file);
  }

  @Test
  void resultInAMissingFolder_is66() {
    refused(
        66,
        "--result [" + folder.resolve("gone") + "]: no such directory (STINT-C013)",
        "--result=" + folder.resolve("gone/out.json"),
        module.toString());
  }

  @Test
  void noJdk25_is69() {
    Typed typed =
        Typed.stint(folder, List.of(new Jdk(folder, "17.0.15")), "run", module.toString());

    assertThat(typed.err())
        .isEqualTo("no JDK 25 found: install one, or set JAVA_HOME to its folder (STINT-C001)\n");
    assertThat(typed.status()).isEqualTo(69);
  }

  @Test
  void notBuilt_is69() throws IOException {
    Files.delete(folder.resolve("sandbox/chicory/target/runtime"));

    refused(
        69,
        "not built: [sandbox/chicory/target/runtime] is not in ["
            + folder
            + "]; start ./stint there (STINT-C002)",
        module.toString());
  }

  private void refused(int status, String line, String... args) {
    Typed typed = run(args);
    assertThat(typed.err()).isEqualTo(line + "\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(status);
    assertThat(folder.resolve("started")).doesNotExist();
  }

  private Typed run(String... args) {
    List<String> line = new ArrayList<>(List.of("run"));
    line.addAll(List.of(args));
    return Typed.stint(folder, List.of(jdk), line.toArray(String[]::new));
  }

  private List<String> started() throws IOException {
    return Files.readAllLines(folder.resolve("started"));
  }

  private List<String> afterMain() throws IOException {
    List<String> all = started();
    return all.subList(all.indexOf("dev.stint.sandbox.run.Main") + 1, all.size());
  }
}
