package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.cli.suggest.WorkingProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is suggested for a program that was only observed lets the same program run when it is
 * enforced: with the real agent and {@code ./stint}.
 */
class SuggestIT {
  private static final Path AGENT =
      Started.LAUNCHER.resolveSibling("agent/dist/target/stint-agent.jar");

  /** Two seconds and a half: a recording is written to once a second. */
  private static final String OBSERVED_ROUNDS = "10";

  private static final String ROUNDS = "6";

  @TempDir Path folder;

  /** How a run of the program ended. */
  private record Run(int status, String out, String err) {}

  @Test
  void profileOfARecording_enforcedOnTheSameProgram_deniesNothing_andOneThreadLessIsDenied()
      throws Exception {
    Path recording = folder.resolve("rec.jfr");
    String base = base();
    Run observed =
        run(
            OBSERVED_ROUNDS,
            "mode=observe,profile=" + base,
            "-XX:StartFlightRecording=filename=" + recording);

    Started suggested = Started.stint("profile", "suggest", "--base", base, recording.toString());

    assertThat(suggested.status()).as(suggested.err()).isZero();
    assertThat(suggested.out())
        .containsPattern(" threadLimit: 7  # peak 5 \\(of .* samples\\), headroom 1\\.3\n")
        .containsPattern(" socketLimit: 11  # peak 8 \\(")
        .containsPattern(" timerWaiterLimit: 8  # peak 6 \\(")
        .containsPattern(" heapAllocatedBytesPerWindow: \\S+/\\d*s  # spent ");
    admitsTheProgram(suggested.out(), observed);
    deniesOneThreadLess(suggested.out());
  }

  @Test
  void profileOfTheLiveJvm_enforcedOnTheSameProgram_deniesNothing() throws Exception {
    String base = base();
    Process application = start(List.of("-javaagent:" + AGENT + "=mode=observe,profile=" + base));
    Run observed;
    Started peaks;
    Started suggested;
    try (BufferedReader out = application.inputReader()) {
      String ready = out.readLine();
      String pid = Long.toString(application.pid());
      suggested = Started.stint("profile", "suggest", "--for=2s", "--base=" + base, pid);
      peaks = Started.stint("profile", "suggest", "--base=" + base, pid);
      application.outputWriter().append("end\n").flush();
      String last = out.readLine();
      assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
      observed = new Run(application.exitValue(), ready + "\n" + last + "\n", "");
    } finally {
      application.destroyForcibly();
    }

    assertThat(suggested.status()).as(suggested.err()).isZero();
    assertThat(suggested.out())
        .contains(" threadLimit: 7  # peak 5 (", " socketLimit: 11  # peak 8 (")
        .containsPattern(" heapAllocatedBytesPerWindow: \\S+/\\d*s  # spent .*, 3 samples");
    assertThat(peaks.out())
        .containsPattern(" threadLimit: 7  # peak 5 \\(at [0-9:]{8}, 1 sample\\)")
        .contains("; a limit per window needs two readings");
    admitsTheProgram(suggested.out(), observed);
  }

  private void admitsTheProgram(String profile, Run observed) throws Exception {
    Path file = Files.writeString(folder.resolve("suggested.yaml"), profile);
    Started check = Started.stint("profile", "check", file.toString());
    Run enforced = run(ROUNDS, "mode=enforce,profile=" + file);

    assertThat(check.err()).isEmpty();
    assertThat(check.status()).isZero();
    assertThat(enforced.out()).as(enforced.err() + profile).isEqualTo(observed.out());
    assertThat(enforced.status()).isZero();
    assertThat(enforced.err()).contains("principal [app] ").doesNotContain("exceeded limit");
    assertThat(denied(enforced.err())).isNotEmpty().containsOnly("0");
  }

  private void deniesOneThreadLess(String profile) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("less.yaml"), profile.replace(" threadLimit: 7 ", " threadLimit: 4 "));

    Run enforced = run(ROUNDS, "mode=enforce,profile=" + file);

    assertThat(enforced.err()).contains("exceeded limit: principal [app] threads, requested [1]");
    assertThat(enforced.status()).isEqualTo(1);
  }

  /** The denials that the agent counted at the end, of every principal. */
  private static List<String> denied(String err) {
    List<String> counts = new ArrayList<>();
    Matcher matcher = Pattern.compile(" denied (\\d+)").matcher(err);
    while (matcher.find()) {
      counts.add(matcher.group(1));
    }
    return counts;
  }

  private String base() throws IOException {
    String text =
        """
        schema: 1
        profileId: app
        principals:
          app:
            match: {packages: ["dev.stint.cli.suggest.**"]}
        """;
    return Files.writeString(folder.resolve("base.yaml"), text).toString();
  }

  private Run run(String rounds, String agent, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-javaagent:" + AGENT + "=" + agent);
    Process process = start(arguments, rounds);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String jvm = "(?m)^(\\[.*]\\[info.*|Started recording .*|Use jcmd .*|\\s*)\\R";
      return new Run(process.exitValue(), out.replaceAll(jvm, ""), Files.readString(err()));
    } finally {
      process.destroyForcibly();
    }
  }

  private Path err() {
    return folder.resolve("err.txt");
  }

  private Process start(List<String> options, String... program) throws IOException {
    List<String> command = new ArrayList<>(List.of(Jdk.running().java().toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", Path.of("target/test-classes").toString()));
    command.add(WorkingProgram.class.getName());
    command.addAll(List.of(program));
    return new ProcessBuilder(command).redirectError(err().toFile()).start();
  }
}
