package dev.stint.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One result of a run: nanoseconds for each operation with half the width of the 99.9 % interval,
 * and bytes allocated for each operation. What JMH could not tell is not a number.
 */
record Row(String benchmark, int threads, double nanos, double error, double bytes) {
  static Row of(JsonNode result) {
    JsonNode score = result.path("primaryMetric");
    JsonNode bytes = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
    return new Row(
        shortName(result.path("benchmark").asText()),
        result.path("threads").asInt(),
        number(score.path("score")),
        number(score.path("scoreError")),
        number(bytes.path("score")));
  }

  /** {@code Lane.charge} of {@code dev.stint.bench.LaneBenchmark.charge}. */
  private static String shortName(String full) {
    int method = full.lastIndexOf('.');
    int type = full.lastIndexOf('.', method - 1);
    return full.substring(type + 1, method).replace("Benchmark", "") + full.substring(method);
  }

  /** JMH writes what it does not know as the text NaN. */
  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }
}
