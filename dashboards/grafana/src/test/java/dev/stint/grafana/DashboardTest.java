package dev.stint.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.ledger.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DashboardTest {
  private static final Pattern METRIC = Pattern.compile("stint_[a-z_]+");
  private static final Pattern SELECTOR = Pattern.compile("(stint_[a-z_]+)\\{([^}]*)\\}");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern RESOURCE = Pattern.compile("resource=\"([^\"]+)\"");

  /** Labels that Prometheus itself adds to what it scrapes. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  private static Map<String, Set<String>> status;
  private static Map<String, Set<String>> micrometer;

  @BeforeAll
  static void scrape() throws Exception {
    status = Exported.byStatus();
    micrometer = Exported.byMicrometer();
  }

  private static JsonNode dashboard() throws IOException {
    try (InputStream in = resource("stint-principals.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static InputStream resource(String name) {
    return DashboardTest.class.getResourceAsStream("/dev/stint/grafana/" + name);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rules() throws IOException {
    try (InputStream in = resource("stint-alerts.yaml")) {
      Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      var groups = (List<Map<String, Object>>) ((Map<String, Object>) root).get("groups");
      return (List<Map<String, Object>>) groups.get(0).get("rules");
    }
  }

  static Stream<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    dashboard().get("panels").findValues("expr").forEach(e -> expressions.add(e.textValue()));
    dashboard()
        .get("templating")
        .findValues("query")
        .forEach(e -> expressions.add(e.isTextual() ? e.textValue() : e.get("query").textValue()));
    rules().forEach(rule -> expressions.add((String) rule.get("expr")));
    return expressions.stream().filter(text -> text.contains("stint"));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expression_namesOnlyWhatIsExported(String expression) {
    Matcher metric = METRIC.matcher(expression);
    assertThat(metric.find()).isTrue();
    metric
        .reset()
        .results()
        .forEach(
            found -> {
              assertThat(status).containsKey(found.group());
              assertThat(micrometer).containsKey(found.group());
            });
    SELECTOR
        .matcher(expression)
        .results()
        .forEach(found -> labelsExist(found.group(1), found.group(2)));
    RESOURCE
        .matcher(expression)
        .results()
        .forEach(found -> assertThat(Resource.byLabel(found.group(1))).isNotNull());
    GROUPING
        .matcher(expression)
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(", ")))
        .forEach(label -> labelsExist("stint_used", label + "="));
  }

  private static void labelsExist(String metric, String selector) {
    for (String matcher : selector.split(",")) {
      String label = matcher.replaceAll("[=!~].*", "");
      if (!OF_THE_SCRAPE.contains(label)) {
        assertThat(status.get(metric)).as(metric).contains(label);
        assertThat(micrometer.get(metric)).as(metric).contains(label);
      }
    }
  }

  @Test
  void bothExporters_haveTheSameMetricsAndLabels() {
    assertThat(status).isEqualTo(micrometer);
  }

  @Test
  void everyMetric_isOnAPanel() throws IOException {
    Set<String> shown = new TreeSet<>();
    expressions()
        .forEach(text -> METRIC.matcher(text).results().forEach(m -> shown.add(m.group())));

    assertThat(shown).containsExactlyInAnyOrderElementsOf(status.keySet());
  }

  @Test
  void panels_haveTitlesIdsAndDoNotOverlap() throws IOException {
    Set<Integer> ids = new TreeSet<>();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : dashboard().get("panels")) {
      assertThat(panel.get("title").textValue()).isNotBlank();
      assertThat(ids.add(panel.get("id").intValue())).isTrue();
      JsonNode at = panel.get("gridPos");
      for (int x = 0; x < at.get("w").intValue(); x++) {
        for (int y = 0; y < at.get("h").intValue(); y++) {
          int column = at.get("x").intValue() + x;
          assertThat(column).isLessThan(24);
          assertThat(cells.add(column + "," + (at.get("y").intValue() + y))).isTrue();
        }
      }
    }
  }

  @Test
  void rules_haveNamesSeveritiesAndSummaries() throws IOException {
    assertThat(rules())
        .allSatisfy(
            rule -> {
              assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
              assertThat(rule.get("labels").toString()).contains("severity");
              assertThat(rule.get("annotations").toString()).contains("summary");
            });
  }
}
