package dev.stint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static Report report;

  @BeforeAll
  static void record(@TempDir Path folder) throws ReportException {
    Path recording = folder.resolve("real.jfr");
    Recordings.aliceAndBob(recording);
    report = Report.read(recording);
  }

  @Test
  void usage_isTheLastOfEachLedger() {
    assertThat(report.partial()).isNull();
    assertThat(report.usage())
        .contains(
            new Report.Usage("system/alice", "alice", "threads", "COUNT", 3, 4, 3, 3, 3, 0, 0),
            new Report.Usage(
                "system/bob", "bob", "linear.memory", "BYTES", 1536, -1, 1536, 1536, 0, 0, 0));
    assertThat(report.usage()).extracting(Report.Usage::scope).isSorted();
  }

  @Test
  void denials_areGroupedByTheCodeThatAsked() {
    assertThat(report.denials()).extracting(Report.Denials::count).containsExactly(2L, 1L);
    assertThat(report.denials())
        .extracting(Report.Denials::site)
        .satisfiesExactly(
            first -> assertThat(first).matches("dev.stint.report.Recordings.deniedHere:\\d+"),
            second -> assertThat(second).matches("dev.stint.report.Recordings.deniedThere:\\d+"));
    assertThat(report.denials().get(0).message())
        .isEqualTo(
            "exceeded limit: principal [alice] threads, requested [2], used [3], hard [4], at"
                + " [system/alice], profile [p.yaml:7 threadLimit], retry [on release]"
                + " (STINT-L013)");
  }

  @Test
  void capsuleRuns_areSummedByPrincipal() {
    assertThat(report.capsules())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("nanos")
        .containsExactly(
            new Report.CapsuleRuns(
                "alice", 2, 3_000, 131_072, 5, 0, Map.of("completed", 1L, "out of fuel", 1L)),
            new Report.CapsuleRuns("bob", 1, 7, 65_536, 0, 0, Map.of("completed", 1L)));
  }

  @Test
  void jdkEvents_belongToThePrincipalOfTheirThread() {
    Report.JdkEvents parks =
        report.jdkEvents().stream()
            .filter(events -> events.type().equals("jdk.ThreadPark"))
            .findFirst()
            .orElseThrow();

    assertThat(parks.byPrincipal()).containsExactly(Map.entry("alice", 1L));
    assertThat(parks.notAttributed()).isPositive();
  }

  @Test
  void text_saysItAllInPrintableLines() {
    String text = ReportText.render(report);

    assertThat(text)
        .contains(
            "usage, last seen\n",
            "  system/alice  threads           3      4     3      3       3      0\n",
            "  system/bob    linear.memory  1536      -  1536   1536       0      0\n",
            "  alice      threads   dev.stint.report.Recordings.deniedHere:",
            "  alice         2    3k        128Ki           5",
            "completed=1 out of fuel=1",
            "jdk.ThreadPark",
            "bytes and CPU time are not attributed",
            "  sockets   epoll  native transport\n")
        .doesNotContain("PARTIAL", "omitted")
        .matches("[ -~\n]+");
  }

  @Test
  void json_hasExactNumbersWithUnits() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportJson.write(report, out);
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());

    assertThat(json.get("schema").intValue()).isEqualTo(1);
    assertThat(json.get("partial").isNull()).isTrue();
    JsonNode bob =
        json.get("usage").findParents("scope").stream()
            .filter(usage -> usage.get("scope").textValue().equals("system/bob"))
            .findFirst()
            .orElseThrow();
    assertThat(bob.get("used").longValue()).isEqualTo(1_536);
    assertThat(bob.get("unit").textValue()).isEqualTo("bytes");
    assertThat(bob.get("hard").isNull()).isTrue();
    assertThat(json.get("capsuleRuns").get(0).get("fuelInstructions").longValue()).isEqualTo(3_000);
    assertThat(json.get("denials").get(0).get("count").longValue()).isEqualTo(2);
    assertThat(json.get("coverageGaps").get(0).get("hook").textValue()).isEqualTo("epoll");
  }

  @Test
  void text_ofHostileNames_isPrintable() {
    String hostile = "\u001b[2J\n\u202e" + "x".repeat(400);
    Report.Usage usage = new Report.Usage(hostile, hostile, hostile, hostile, -1, 5, 1, 1, 0, 0, 0);
    Report made =
        new Report(
            hostile,
            0,
            0,
            1,
            hostile,
            List.of(usage),
            List.of(new Report.Denials(hostile, hostile, hostile, 1, hostile, hostile)),
            9,
            List.of(new Report.CapsuleRuns(hostile, 1, 1, 1, 1, 1, Map.of(hostile, 1L))),
            List.of(new Report.JdkEvents(hostile, Map.of(hostile, 1L), 1)),
            List.of(new Report.Gap(hostile, hostile, hostile)),
            7);

    assertThat(ReportText.render(made))
        .matches("[ -~\n]+")
        .contains("PARTIAL: the rest could not be read [?[2J??xxx")
        .contains("and 9 counted but not recorded one by one", "omitted: 7 events");
  }
}
