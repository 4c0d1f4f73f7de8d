package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.SnapshotSection;
import dev.stint.ledger.Snapshots;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.status.StatusOptions;
import dev.stint.status.StatusServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code profile suggest} against the real status server, and what it refuses. */
class ProfileSuggestCommandTest {
  @TempDir Path folder;

  @Test
  void runningServer_readOnce_givesPeaks_andSpendingOfItsWindows() throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    Scope alice = ledgers.principal("alice");
    Limit window = Limit.hard(1 << 20).perWindow(2_000_000_000L);
    ledgers.binder("test").bind(alice, Resource.LOG_BYTES, window);
    alice.reserveOrThrow(Resource.THREADS, 3).commit();
    alice.charge(Resource.LOG_BYTES, 10_240);
    alice.charge(Resource.HANDLES, 7);
    try (StatusServer server = server(ledgers)) {
      Typed typed = Typed.stint("profile", "suggest", "--headroom=2", url(server));

      assertThat(typed.err())
          .isEqualTo(
              "warning: principals without [match] [1]: until it is added, their code runs as"
                  + " whoever calls it\n");
      assertThat(typed.out().replaceAll("at \\d\\d:\\d\\d:\\d\\d,", "at HH:MM:SS,"))
          .endsWith(
              """
              principals:
                alice:
                  # Add [match]: packages, codeSources or classLoaders of the code that is this.
                  limits:
                    # capLimit: 14  # peak 7 (at HH:MM:SS, 1 sample), headroom 2: nothing enforces\
               it
                    logQuotaBytesPerWindow: 20Ki/2s  # peak 10Ki in 2s (at HH:MM:SS, 1 sample),\
               headroom 2
                    threadLimit: 6  # peak 3 (at HH:MM:SS, 1 sample), headroom 2
              """);
      assertThat(typed.status()).isZero();
      byte[] yaml = typed.out().getBytes(StandardCharsets.UTF_8);
      assertThat(ProfileReader.read("out.yaml", yaml, Strictness.STRICT).rules()).hasSize(1);
    }
  }

  @Test
  void runningServer_readForASecond_givesSpendingBetweenReadings() throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    Scope alice = ledgers.principal("alice");
    alice.charge(Resource.LOG_BYTES, 5_000);
    Thread[] working = new Thread[1];
    try (StatusServer server = server(ledgers)) {
      boolean[] end = new boolean[1];
      working[0] = new Thread(() -> spend(alice, end));
      working[0].start();
      Typed typed = Typed.stint("profile", "suggest", "--for=1s", url(server));
      synchronized (end) {
        end[0] = true;
      }
      working[0].join();

      assertThat(typed.out())
          .containsPattern(
              "logQuotaBytesPerWindow: \\S+/\\d*s  # spent \\S+ in \\d+s,.* not counting \\S+ from"
                  + " before \\(of \\S+ to \\S+, 2 samples\\), headroom 1.3\n");
    }
  }

  /** Spends all the time, so that some of it falls between any two readings. */
  private static void spend(Scope scope, boolean[] end) {
    for (; ; ) {
      synchronized (end) {
        if (end[0]) {
          return;
        }
      }
      scope.charge(Resource.LOG_BYTES, 1);
      Thread.onSpinWait();
    }
  }

  @Test
  void statusWithoutTheToken_isSaidToNameNobody() throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    ledgers.principal("alice").charge(Resource.THREADS, 1);
    Snapshots snapshots = new Snapshots(ledgers);
    snapshots.add(new Hooks());
    StatusOptions options = new StatusOptions(StatusOptions.LOOPBACK, 0, "right");
    try (StatusServer server = StatusServer.start(options, snapshots)) {
      Typed without = Typed.stint("profile", "suggest", url(server));
      Typed with = Typed.stint("profile", "suggest", url(server) + "/?token=right");

      assertThat(without.err())
          .startsWith(
              "warning: this status names nobody: principals are [principal-1] and so on\n");
      assertThat(without.out()).contains("  principal-1:\n").doesNotContain("alice");
      assertThat(with.out()).contains("  alice:\n");
    }
  }

  @Test
  void nothingObserved_isOneLine_andNoProfile() throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    ledgers.principal("alice");
    try (StatusServer server = server(ledgers)) {
      Typed typed = Typed.stint("profile", "suggest", url(server));

      assertThat(typed.err())
          .isEqualTo(
              "nothing to suggest, no use of a principal in [status of "
                  + url(server)
                  + "] (STINT-C096)\n");
      assertThat(typed.out()).isEmpty();
      assertThat(typed.status()).isEqualTo(65);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --headroom=0.5 x.jfr | 2  | option [--headroom], value [0.5] must be a number from 1 to 100, such as [1.3] (STINT-C097)
          --for=0s 4711        | 2  | option [--for], value [0s] must be a time from [1ms] to [1h] (STINT-C097)
          --window=2 x.jfr     | 2  | option [--window], value [2] must be a time from [1ms] to [1h] (STINT-C097)
          --for=1s x.jfr       | 2  | [--for] reads a running JVM, [x.jfr] is taken for a recording (STINT-C098)
          none.jfr             | 66 | recording not readable [none.jfr]: no such file (STINT-R001)
          --base=no.yaml x.jfr | 66 | profile [no.yaml]: no such file (STINT-C051)
          pom.xml              | 65 | not a flight recording [pom.xml]: no header FLR (STINT-R002)
          http://127.0.0.1:1/  | 69 | status at [http://127.0.0.1:1/status.json] not readable: Connection refused (STINT-C033)
          """)
  void mistake_isOneLine_andNoProfile(String arguments, int status, String line) {
    Typed typed = Typed.stint(("profile suggest " + arguments).split(" "));

    assertThat(typed.err()).isEqualTo(line + "\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(status);
  }

  @Test
  void targetThatIsNoPath_isRefused() {
    Typed typed = Typed.stint("profile", "suggest", "a\0b");

    assertThat(typed.err()).isEqualTo("recording [a?b]: not a path (STINT-C099)\n");
    assertThat(typed.status()).isEqualTo(66);
  }

  @Test
  void baseThatIsNotValid_isRefused() throws Exception {
    Path base = Files.writeString(folder.resolve("b.yaml"), "schema: 1\nprofileId: p\nsytem: {}\n");

    Typed typed = Typed.stint("profile", "suggest", "--base=" + base, "x.jfr");

    assertThat(typed.err()).contains("b.yaml:3:1: unknown field [sytem]", "(STINT-P0");
    assertThat(typed.status()).isEqualTo(78);
  }

  /** The agent has sections, of which a status without token shows the names only. */
  private static final class Hooks implements SnapshotSection {
    @Override
    public String name() {
      return "hooks";
    }

    @Override
    public Object content() {
      return "armed";
    }
  }

  private static StatusServer server(Ledgers ledgers) throws Exception {
    return StatusServer.start(StatusOptions.loopback(), new Snapshots(ledgers));
  }

  private static String url(StatusServer server) {
    return "http://127.0.0.1:" + server.address().getPort();
  }
}
