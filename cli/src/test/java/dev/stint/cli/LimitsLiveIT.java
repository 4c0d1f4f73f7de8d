package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./stint limit} and {@code ./stint profile apply} on a JVM with the real agent. */
@Timeout(120)
class LimitsLiveIT {
  private static final Path AGENT =
      Started.LAUNCHER.getParent().resolve("agent/dist/target/stint-agent.jar");
  private static final String WHO = " from [live:" + LimitSetCommand.user() + "@TIME threadLimit]";
  private static final int CHANGES = 200;

  @TempDir Path folder;
  private Process application;
  private BufferedReader out;
  private BufferedWriter in;

  @AfterEach
  void end() {
    application.destroyForcibly();
  }

  private void start(String options) throws IOException {
    application =
        new ProcessBuilder(
                Jdk.running().java().toString(),
                "-javaagent:" + AGENT + "=" + options,
                "-cp",
                Path.of("target/test-classes").toString(),
                LiveProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    out = application.inputReader();
    in = application.outputWriter();
    assertThat(out.readLine()).isEqualTo("ready");
    await();
  }

  /** The status server opens beside the application. */
  private void await() throws IOException {
    AgentAddresses addresses = AgentAddresses.ofThisUser();
    while (addresses.all().stream().noneMatch(each -> each.pid() == application.pid())) {
      assertThat(application.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }

  private Path profile(String name, int epoch, int threads) throws IOException {
    String yaml =
        """
        schema: 1
        profileId: live
        versionId: "%d"
        epoch: %d
        principals:
          guest:
            match: {packages: ["dev.stint.cli.**"]}
            limits: {threadLimit: %d}
        """
            .formatted(epoch, epoch, threads);
    return Files.writeString(folder.resolve(name), yaml);
  }

  private String tell(String command) throws IOException {
    in.write(command + "\n");
    in.flush();
    return out.readLine();
  }

  private Started limit(String... fields) throws Exception {
    return stint(List.of("limit", "set", pid(), "guest"), fields);
  }

  private static Started stint(List<String> words, String... more) throws Exception {
    List<String> all = new java.util.ArrayList<>(words);
    all.addAll(List.of(more));
    return Started.stint(all.toArray(String[]::new));
  }

  private String pid() {
    return Long.toString(application.pid());
  }

  private static String timeless(String text) {
    return text.replaceAll("@\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "@TIME");
  }

  @Test
  void limits_areChangedAndProfilesApplied_whileTheProgramRuns() throws Exception {
    start("mode=enforce,profile=" + profile("p.yaml", 2, 2));
    assertThat(tell("start")).isEqualTo("started");
    assertThat(tell("start")).isEqualTo("started");
    assertThat(tell("start")).contains("hard [2]", "p.yaml:8 threadLimit", "(STINT-L013)");

    Started raised = limit("threadLimit=3");
    assertThat(timeless(raised.out())).isEqualTo("guest threadLimit: 2 -> 3," + WHO + "\n");
    assertThat(raised.err()).isEmpty();
    assertThat(raised.status()).isZero();
    assertThat(tell("start")).isEqualTo("started");

    Started lowered = limit("threadLimit=1");
    assertThat(timeless(lowered.out()))
        .isEqualTo("guest threadLimit: 3 -> 1," + WHO + ", overcommitted by [2]\n");
    assertThat(timeless(tell("start")))
        .contains("used [3], hard [1]", "live:", "@TIME threadLimit");
    assertThat(tell("end")).isEqualTo("ended");

    Started older = stint(List.of("profile", "apply", pid()), profile("old.yaml", 1, 9).toString());
    assertThat(older.err())
        .isEqualTo(
            "old.yaml:4:8: epoch [1] of profile [live] is older than [2], which is bound"
                + " (STINT-P019)\n");
    assertThat(older.status()).isEqualTo(78);
    assertThat(tell("start")).contains("used [2], hard [1]");

    String next = profile("next.yaml", 3, 4).toString();
    Started dry = stint(List.of("profile", "apply", "--dry-run", pid()), next);
    assertThat(dry.out())
        .isEqualTo(
            """
            guest threadLimit: 1 -> 4, from [next.yaml:8 threadLimit]
            dry run: nothing was changed
            profile [live] version [3] epoch [3] would be bound, limits unchanged [0]
            """);
    assertThat(tell("start")).contains("hard [1]");
  }

  @Test
  void profile_ofANewerEpoch_isInForceAtOnce_andMistakesAreOneLine() throws Exception {
    start("mode=enforce,profile=" + profile("p.yaml", 2, 1));
    assertThat(tell("start")).isEqualTo("started");
    assertThat(tell("start")).contains("hard [1]");

    Started applied = stint(List.of("profile", "apply", pid()), profile("n.yaml", 3, 2).toString());
    assertThat(applied.out())
        .isEqualTo(
            """
            guest threadLimit: 1 -> 2, from [n.yaml:8 threadLimit]
            profile [live] version [3] epoch [3] is bound, limits unchanged [0]
            """);
    assertThat(tell("start")).isEqualTo("started");
    assertThat(tell("start")).contains("hard [2]", "n.yaml:8 threadLimit");

    Started shown = stint(List.of("limit", "show", pid(), "guest"));
    assertThat(shown.out())
        .startsWith("PRINCIPAL  RESOURCE")
        .containsPattern("guest +threads +2 +2 +2 +n\\.yaml:8 threadLimit ");
    Path child =
        Files.writeString(
            folder.resolve("child.yaml"),
            "schema: 1\nprofileId: live\nversionId: \"4\"\nepoch: 4\nextends: n.yaml\n");
    Started extended = stint(List.of("profile", "apply", pid()), child.toString());
    assertThat(extended.err()).isEmpty();
    assertThat(extended.out()).contains("profile [live] version [4] epoch [4] is bound");
    assertThat(tell("start")).contains("hard [2]", "child.yaml:");
    Started misspelt = limit("thradLimit=3");
    assertThat(misspelt.err())
        .isEqualTo("unknown field [thradLimit], did you mean [threadLimit]? (STINT-P002)\n");
    assertThat(misspelt.status()).isEqualTo(78);
    Started nobody = stint(List.of("limit", "set", pid(), "Guest", "threadLimit=3"));
    assertThat(nobody.err())
        .isEqualTo("no principal [Guest] in this JVM, did you mean [guest]? (STINT-A020)\n");
    assertThat(nobody.status()).isEqualTo(69);
  }

  @Test
  void limits_changed200TimesUnderLoad_leaveNothingBehind() throws Exception {
    start("mode=enforce,profile=" + profile("p.yaml", 2, 6));
    assertThat(tell("load")).isEqualTo("loading");
    ControlClient client = new ControlClient(AgentAddresses.ofThisUser().of(application.pid()));

    for (int i = 0; i < CHANGES; i++) {
      String value = i % 7 == 6 ? "inherit" : Integer.toString(2 + i % 5);
      client.limits(
          Map.of(
              "principal",
              "guest",
              "by",
              "load",
              "fields",
              List.of(Map.of("field", "threadLimit", "value", value))));
    }

    assertThat(tell("stop")).isEqualTo("held 0, some started and some denied");
  }

  @Test
  void control_thatIsOff_takesNoChanges() throws Exception {
    start("control=off");

    Started refused = limit("threadLimit=3");

    assertThat(refused.err()).isEqualTo("control is off in this JVM (STINT-S014)\n");
    assertThat(refused.status()).isEqualTo(69);
  }
}
