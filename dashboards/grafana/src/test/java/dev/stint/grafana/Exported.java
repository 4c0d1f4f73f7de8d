package dev.stint.grafana;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import dev.stint.metrics.StintMetrics;
import dev.stint.status.StatusOptions;
import dev.stint.status.StatusServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Stint really exports, by metric: its labels. */
final class Exported {
  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  private Exported() {}

  /** By the status server of the agent. */
  static Map<String, Set<String>> byStatus() throws Exception {
    try (StatusServer server =
        StatusServer.start(StatusOptions.loopback(), new Snapshots(ledgers()))) {
      URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics");
      return parsed(
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  /** By Micrometer in an application. */
  static Map<String, Set<String>> byMicrometer() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (StintMetrics metrics = new StintMetrics(ledgers())) {
      metrics.bindTo(registry);
      return parsed(registry.scrape());
    }
  }

  private static Ledgers ledgers() {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));
    Scope alice = ledgers.principal("alice");
    ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(4));
    alice.charge(Resource.THREADS, 3);
    return ledgers;
  }

  private static Map<String, Set<String>> parsed(String text) {
    Map<String, Set<String>> labels = new HashMap<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw new AssertionError("not a sample: " + line);
      }
      Set<String> names = labels.computeIfAbsent(sample.group(1), unused -> new HashSet<>());
      if (sample.group(2) != null) {
        Matcher label = LABEL.matcher(sample.group(2));
        while (label.find()) {
          names.add(label.group(1));
        }
      }
    }
    return labels;
  }
}
