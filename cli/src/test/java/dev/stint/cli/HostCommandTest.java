package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {
  @TempDir Path folder;

  /** The command as a process that may open so many files. */
  private Started limited(
      int fds, Map<String, String> environment, List<String> jvm, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("-c", "ulimit -n " + fds + "; exec \"$@\"", "sh"));
    command.add(Jdk.running().java().toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("host");
    command.addAll(List.of(args));
    return Started.start(Path.of("/bin/sh"), folder, environment, command.toArray(String[]::new));
  }

  @Test
  @Tag("L-12")
  @Tag("L-13")
  @Tag("O-L4")
  @Tag("O-L5")
  void process_showsItsFacts_andEachValueWithItsOrigin_onOnePage() throws Exception {
    Path file = Files.writeString(folder.resolve("s.yaml"), "capsule: {instancePoolSize: 12}\n");
    Map<String, String> environment =
        Map.of(
            "STINT_CAPSULE_INSTANCE_POOL_SIZE", "20",
            "STINT_CAPSULE_HOST_IO_CONCURRENCY", "90");

    Started started =
        limited(
            300,
            environment,
            List.of("-XX:ActiveProcessorCount=8", "-Dstint.capsule.hostIoConcurrency=70"),
            "--settings",
            file.toString(),
            "--host-io-concurrency",
            "60",
            "--peers",
            "50");

    assertThat(started.err()).isEmpty();
    assertThat(started.status()).isZero();
    List<String> lines = started.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines)
        .contains(
            "cores 8 available to this process, container quota included",
            "fds 300 soft limit of this process",
            "capsule.hostBlockingConcurrency 6 derived cores [8] - 2, at least 2",
            "capsule.hostIoConcurrency 60 argument --host-io-concurrency",
            " overrides 70 property -Dstint.capsule.hostIoConcurrency",
            " overrides 90 environment STINT_CAPSULE_HOST_IO_CONCURRENCY",
            " overrides 150 derived half of [300] descriptors",
            "capsule.instancePoolSize 12 file " + file + ":1",
            " overrides 20 environment STINT_CAPSULE_INSTANCE_POOL_SIZE",
            "conn 1 1 1 - - - 1 32Mi")
        .anyMatch(line -> line.matches("memory \\d+[KMG]i .*"))
        .anyMatch(line -> line.matches("AutoScale: memory .* / 8 = .*, fds 300 / 2 = 150"))
        .anyMatch(line -> line.startsWith("Peers 50: "));
    assertThat(lines).hasSizeBetween(25, 50);
  }

  @Test
  @Tag("O-R2")
  void process_thatCannotCarryThePeers_is69_andSaysHowManyFit() throws Exception {
    Started started = limited(300, Map.of(), List.of(), "--peers", "63");

    assertThat(started.out()).isEmpty();
    assertThat(started.err())
        .isEqualTo(
            "cannot carry peers [63]: binding resource [fds], needs [152], the network has [150],"
                + " largest that fits [62] (STINT-P042)\n");
    assertThat(started.status()).isEqualTo(69);
  }

  @Test
  void json_hasEverything() throws Exception {
    Typed typed = Typed.stint("host", "--json", "--peers", "1", "--instance-pool-size", "3");

    assertThat(typed.err()).isEmpty();
    assertThat(names(typed.out()))
        .contains("facts", "cores", "memory", "fds", "concurrency", "overridden", "autoScale")
        .contains("service-peer", "peers", "memoryBytes", "warnings");
    assertThat(typed.out().replaceAll("\\s+", " "))
        .contains(
            "\"capsule.instancePoolSize\" : { \"value\" : 3, \"origin\" : \"argument\","
                + " \"where\" : \"--instance-pool-size\", \"overridden\" : [ { \"value\" : ");
  }

  private static List<String> names(String json) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isStructEnd() && parser.getParsingContext().inRoot()) {
          break;
        }
        names.add(String.valueOf(parser.currentName()));
      }
    }
    return names;
  }

  @Test
  void yaml_isAProfile() throws Exception {
    for (String[] args : new String[][] {{"host", "--yaml"}, {"host", "--yaml", "--peers", "1"}}) {
      byte[] yaml = Typed.stint(args).out().getBytes(StandardCharsets.UTF_8);

      assertThat(ProfileReader.read("p", yaml, Strictness.STRICT).defaults().limits()).isNotEmpty();
    }
  }

  @Test
  @Tag("L-14")
  void zero_isTakenAsOne_withAWarning() {
    Typed typed = Typed.stint("host", "--host-blocking-concurrency", "0");

    assertThat(typed.status()).isZero();
    assertThat(typed.err())
        .isEqualTo(
            "setting [capsule.hostBlockingConcurrency] from argument"
                + " [--host-blocking-concurrency] is [0], taken as [1] (STINT-P043)\n");
    assertThat(typed.out())
        .containsPattern("capsule.hostBlockingConcurrency +1 +argument +--host-blocking-");
  }

  @Test
  void mistakes_areOneLine_withAStatus() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "capsul: {}\n");

    assertRefused(66, "settings [gone.yaml]: no such file (STINT-C090)", "--settings", "gone.yaml");
    assertRefused(
        78,
        bad + ":1:1: unknown field [capsul], did you mean [capsule]? (STINT-P041)",
        "--settings",
        bad.toString());
    assertRefused(
        78,
        "setting [capsule.hostIoConcurrency] from argument [--host-io-concurrency], value [-4] is"
            + " not a whole number from 0 to [10000000] (STINT-P040)",
        "--host-io-concurrency",
        "-4");
    assertRefused(2, "--peers [0] must lie between [1] and [1000000] (STINT-C091)", "--peers", "0");
  }

  private static void assertRefused(int status, String line, String... args) {
    List<String> all = new ArrayList<>(List.of("host"));
    all.addAll(List.of(args));

    Typed typed = Typed.stint(all.toArray(String[]::new));

    assertThat(typed.err()).isEqualTo(line + "\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(status);
  }
}
