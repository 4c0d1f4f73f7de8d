package dev.stint.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path folder;

  @Test
  void of_twoFiles_rowsWithRatioToTheAnchorOfTheSameThreads() throws IOException {
    Path one =
        write(
            "one.json",
            result("PeerBenchmark.semaphore", 1, "12.04", "\"NaN\"", "1.0E-5"),
            result("LaneBenchmark.chargeOwn", 1, "6.0", "0.26", "40.0"),
            result("AnchorBenchmark.privateWord", 1, "4.0", "0.1", "0.0"),
            result("AnchorBenchmark.atomicLong", 1, "4.0", "0.1", "0.0"));
    Path two =
        write(
            "two.json",
            result("LaneBenchmark.chargeOwn", 2, "8.0", "0.5", "40.0"),
            result("AnchorBenchmark.privateWord", 2, "4.0", "0.1", "0.0"),
            result("AnchorBenchmark.atomicLong", 2, "16.0", "0.1", "0.0"));

    assertThat(Table.of(List.of(one, two)))
        .isEqualTo(
            """
            | benchmark | threads | ns/op | B/op | x AtomicLong |
            |---|--:|--:|--:|--:|
            | `Anchor.atomicLong` | 1 | 4.0 ± 0.1 | 0 | 1.0 |
            | `Anchor.atomicLong` | 2 | 16.0 ± 0.1 | 0 | 1.0 |
            | `Anchor.privateWord` | 1 | 4.0 ± 0.1 | 0 | 1.0 |
            | `Anchor.privateWord` | 2 | 4.0 ± 0.1 | 0 | 0.3 |
            | `Lane.chargeOwn` | 1 | 6.0 ± 0.3 | 40 | 1.5 |
            | `Lane.chargeOwn` | 2 | 8.0 ± 0.5 | 40 | 0.5 |
            | `Peer.semaphore` | 1 | 12.0 ± - | 0 | 3.0 |

            - `Lane.chargeOwn`: two threads on distinct principals scale 1.50, \
            private CAS words scale 2.00: ratio 0.75
            """);
  }

  @Test
  void of_runWithoutAnchor_dashesInsteadOfRatios() throws IOException {
    Path lone = write("lone.json", result("LaneBenchmark.chargeOwn", 2, "8.0", "0.5", "0.0"));

    assertThat(Table.of(List.of(lone)))
        .isEqualTo(
            """
            | benchmark | threads | ns/op | B/op | x AtomicLong |
            |---|--:|--:|--:|--:|
            | `Lane.chargeOwn` | 2 | 8.0 ± 0.5 | 0 | - |

            - `Lane.chargeOwn`: two threads on distinct principals scale -, \
            private CAS words scale -: ratio -
            """);
  }

  private Path write(String name, String... results) throws IOException {
    return Files.writeString(folder.resolve(name), "[" + String.join(",", results) + "]");
  }

  /** The part of a result of JMH that the table reads. */
  private static String result(String name, int threads, String nanos, String error, String bytes) {
    return """
    {"benchmark": "dev.stint.bench.%s", "threads": %d,
     "primaryMetric": {"score": %s, "scoreError": %s},
     "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s}}}
    """
        .formatted(name, threads, nanos, error, bytes);
  }
}
