package dev.stint.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is printed for given readings, whole. */
class SuggesterTest {
  private static final Headroom THIRD = new Headroom(new BigDecimal("1.3"));
  private static final Set<String> DENYING =
      Set.of("threads", "sockets", "heap.allocated", "log.bytes");

  @Test
  void peaksAndSpending_becomeLimitsWithTheirEvidence() throws Exception {
    Observed observed = new Observed();
    for (int second = 0; second <= 600; second++) {
      observed.see(second, "alice", Resource.THREADS, second < 300 ? 4 : 9, 50);
      observed.see(second, "alice", Resource.HEAP_ALLOCATED, 0, (500L + second) << 20);
      observed.see(second, "alice", Resource.FDS, 31, 40);
      observed.see(second, "stint", Resource.HEAP_ALLOCATED, 0, second);
    }
    observed.see(600, "null", Resource.SOCKETS, 3, 3);
    observed.see(600, "null", Resource.TIMERS, 0, 0);

    Suggestion suggestion = suggest(observed, null);

    assertThat(suggestion.yaml())
        .isEqualTo(
            """
            # Suggested from [test.jfr],
            # 601 readings from 2026-11-20T14:02:11Z to 2026-11-20T14:12:11Z.
            # Peaks count from when a principal began; times are UTC.
            schema: 1
            profileId: suggested
            versionId: "1"
            epoch: 1
            principals:
              alice:
                # Add [match]: packages, codeSources or classLoaders of the code that is this.
                limits:
                  heapAllocatedBytesPerWindow: 3Mi/s  # spent 1Mi in 1s, by the readings no more than\
             3Mi, not counting 500Mi from before (of 14:02:11 to 14:12:11, 601 samples),\
             headroom 1.3
                  threadLimit: 12  # peak 9 (of 14:02:11 to 14:12:11, 601 samples), headroom 1.3
                  # fdLimit: 41  # peak 31 (of 14:02:11 to 14:12:11, 601 samples), headroom 1.3:\
             nothing enforces it
              "null":
                # Add [match]: packages, codeSources or classLoaders of the code that is this.
                limits:
                  socketLimit: 4  # peak 3 (at 14:12:11, 1 sample), headroom 1.3
            """);
    assertThat(suggestion.warnings())
        .containsExactly(
            "principals without [match] [2]: until it is added, their code runs as whoever calls"
                + " it");
    assertCanonical(suggestion);
  }

  @Test
  void useThatWasDenied_isMarkedAsCut() throws Exception {
    Observed observed = new Observed().see(0, "alice", Resource.THREADS, 4, 9, 4, 14);

    Suggestion suggestion = suggest(observed, null);

    assertThat(suggestion.yaml())
        .contains(
            "      threadLimit: 6  # CUT by 14 denials, the peak is the limit and not the need:"
                + " peak 4 (at 14:02:11, 1 sample), headroom 1.3\n");
    assertThat(suggestion.warnings())
        .startsWith(
            "principal [alice] threads was cut by denials [14]: its peak is the limit, not the"
                + " need");
    assertCanonical(suggestion);
  }

  @Test
  void denialOfTheSystem_makesEveryPeakDoubtful() {
    Observed observed = new Observed();
    observed.see(0, "system", Resource.THREADS, 4, 9, 4, 2);
    observed.see(0, "alice", Resource.THREADS, 4, 9);

    assertThat(suggest(observed, null).yaml())
        .contains("threadLimit: 6  # perhaps CUT by 2 denials of the system: peak 4 ");
  }

  @Test
  void base_givesItsMatch_andItsLimitsWhereNothingWasObserved() throws Exception {
    ProfileDocument base =
        read(
            """
            schema: 1
            profileId: shop
            versionId: "7"
            epoch: 3
            system: {threadLimit: 10}
            default: {socketLimit: 5}
            principals:
              alice:
                match: {codeSources: ["**/a\\\\b.jar"], packages: ["com.a.**"]}
                limits:
                  threadLimit: 100
                  socketLimit: {hard: 8, overrun: delay, maxWait: 2s}
                  heapAllocatedBytesPerWindow: {hard: 64Mi, window: 2s}
                  logQuotaBytesTotal: 1Mi
                  fdLimit: 9
              bob: {}
            """
                .replace("threadLimit: 100", "threadLimit: 8"));
    Observed observed = new Observed();
    observed.see(0, "alice", Resource.THREADS, 9, 9, 8, 0);
    observed.see(0, "alice", Resource.SOCKETS, 6, 9, 8, 0);
    observed.see(0, "alice", Resource.HEAP_ALLOCATED, 40 << 20, 90 << 20, 64 << 20, 0);
    observed.see(0, "alice", Resource.LOG_BYTES, 5_000, 5_000, 1 << 20, 0);
    observed.see(0, "alice", Resource.FDS, 3, 3, 9, 0);

    Suggestion suggestion = suggest(observed, base);

    assertThat(suggestion.yaml())
        .endsWith(
            """
            schema: 1
            profileId: shop
            versionId: "7-suggested"
            epoch: 4
            system:
              threadLimit: 10  # as in the base
            default:
              socketLimit: 5  # as in the base, nothing observed
            principals:
              alice:
                match:
                  packages: ["com.a.**"]
                  codeSources: ["**/a\\\\b.jar"]
                limits:
                  logQuotaBytesTotal: 6500  # total 5000 (at 14:02:11, 1 sample), headroom 1.3
                  heapAllocatedBytesPerWindow: 52Mi/2s  # peak 40Mi in 2s (at 14:02:11, 1 sample),\
             headroom 1.3
                  threadLimit: 10  # peak 9 (at 14:02:11, 1 sample), headroom 1.3, held to the limit\
             of the system
                  socketLimit: {hard: 8, overrun: delay, maxWait: 2s}  # peak 6 (at 14:02:11, 1\
             sample), headroom 1.3
                  # fdLimit: 4  # peak 3 (at 14:02:11, 1 sample), headroom 1.3: nothing enforces it
                  fdLimit: 9  # as in the base
              bob: {}
                # Add [match]: packages, codeSources or classLoaders of the code that is this.
            """);
    assertCanonical(suggestion);
  }

  @Test
  void baseWithNestedPrincipals_networksAndExemptions_keepsThem() throws Exception {
    ProfileDocument base =
        read(
            """
            schema: 1
            profileId: p
            networkProfiles:
              web: {socketLimit: 4}
            principals:
              team:
                match: {packages: ["team.**"]}
                limits: {networkProfile: web, fdLimit: unlimited}
                principals:
                  alice:
                    match: {packages: ["team.alice.**"]}
                    limits: {threadLimit: 5}
            """);
    Observed observed = new Observed();
    observed.see(0, "team", Resource.THREADS, 4, 4);
    observed.see(0, "team/alice", Resource.THREADS, 3, 3);

    Suggestion suggestion = suggest(observed, base);

    assertThat(suggestion.yaml())
        .contains(
            """
            principals:
              team:
                match:
                  packages: ["team.**"]
                limits:
                  threadLimit: 6  # peak 4 (at 14:02:11, 1 sample), headroom 1.3
                  socketLimit: 4  # as in the base, nothing observed
                  fdLimit: unlimited  # as in the base, nothing observed
                  networkProfile: web
                principals:
                  alice:
                    match:
                      packages: ["team.alice.**"]
                    limits:
                      threadLimit: 4  # peak 3 (at 14:02:11, 1 sample), headroom 1.3
            """);
    assertThat(suggestion.warnings()).isEmpty();
    assertCanonical(suggestion);
  }

  @Test
  void systemThatWasOnlyObserved_isRaisedToWhatItHeld() throws Exception {
    ProfileDocument base =
        read("schema: 1\nprofileId: p\nsystem: {threadLimit: 4, logQuotaBytesPerWindow: 1Ki/s}\n");
    Observed observed = new Observed();
    for (int second = 0; second < 3; second++) {
      observed.see(second, "system", Resource.THREADS, 20, 20, 4, 0);
      observed.see(second, "alice", Resource.THREADS, 18, 18);
      observed.see(second, "alice", Resource.LOG_BYTES, 0, 4_096L * second);
    }

    Suggestion suggestion = suggest(observed, base);

    assertThat(suggestion.yaml())
        .contains(
            "  threadLimit: 26  # raised, peak 20, headroom 1.3\n",
            "  logQuotaBytesPerWindow: 8Ki/s  # raised, a principal alone is given as much\n",
            "      threadLimit: 24  # peak 18 ");
    assertCanonical(suggestion);
  }

  @Test
  void systemThatIsRaised_keepsItsBurstAndItsSoftLimit() throws Exception {
    ProfileDocument base =
        read(
            "schema: 1\nprofileId: p\nsystem:\n  threadLimit: {hard: 4, soft: 3}\n"
                + "  logQuotaBytesPerWindow: {hard: 1Ki, window: 1s, burst: 16Ki}\n");
    Observed observed = new Observed();
    for (int second = 0; second < 3; second++) {
      observed.see(second, "system", Resource.THREADS, 20, 20, 4, 0);
      observed.see(second, "alice", Resource.LOG_BYTES, 0, 4_096L * second);
    }

    Suggestion suggestion = suggest(observed, base);

    assertThat(suggestion.yaml())
        .contains(
            "  threadLimit: {hard: 26, soft: 3}  # raised",
            "  logQuotaBytesPerWindow: {hard: 8Ki, window: 1s, burst: 16Ki}  # raised");
    assertCanonical(suggestion);
  }

  @Test
  void oneLookAtAFlow_isAComment_andNoSuggestion() {
    Observed observed = new Observed().see(0, "alice", Resource.HEAP_ALLOCATED, 4_096, 4_096);

    Suggestion suggestion = suggest(observed, null);

    assertThat(suggestion.limits()).isZero();
    assertThat(suggestion.yaml())
        .contains(
            "  alice: {}\n",
            "    # heap.allocated: spent 4Ki in all (at 14:02:11, 1 sample); a limit per window"
                + " needs two readings\n");
  }

  @Test
  void estimates_saySo_andWhatNoFieldLimits() {
    Observed observed = new Observed();
    for (int second = 0; second < 3; second++) {
      observed.see(second, "alice", Resource.THREADS_VIRTUAL, 5, 5);
      observed.see(second, "alice", Resource.HEAP_LIVE, 2_048, 2_048);
      observed.see(second, "alice", Resource.HEAP_ALLOCATED, 0, second * 4_096L);
    }

    assertThat(suggest(observed, null).yaml())
        .contains(
            " samples), an estimate as for the part of virtual threads, headroom 1.3\n",
            "# heap.live: peak 2Ki (of 14:02:11 to 14:02:13, 3 samples), an estimate, no field"
                + " limits it\n");
  }

  @Test
  void hostileFigures_giveNoLimit_andHostileNamesNoEntry() throws Exception {
    Observed observed = new Observed();
    observed.see(0, "alice", Resource.THREADS, Long.MAX_VALUE, 1);
    observed.see(0, "alice", Resource.SOCKETS, -5, 1);
    observed.see(0, "bob", Resource.LOG_BYTES, 0, 0);
    observed.see(1, "bob", Resource.LOG_BYTES, 0, Long.MAX_VALUE);
    observed.see(2, "bob", Resource.LOG_BYTES, 0, 3);
    observed.see(0, "a: {}\nsystem", Resource.THREADS, 3, 3);
    observed.see(0, "x".repeat(65), Resource.THREADS, 3, 3);
    for (int i = 0; i < 500; i++) {
      observed.see(1, "p" + i, Resource.THREADS, 3, 3, 3, 1);
    }

    Suggestion suggestion = suggest(observed, null);

    assertThat(suggestion.yaml())
        .contains("too large for a limit\n")
        .doesNotContain("-5", "system:", "xxx");
    assertThat(suggestion.yaml().lines()).allMatch(line -> line.matches("[ -~]*"));
    assertThat(suggestion.warnings())
        .contains(
            "figures left out [1]: too many, or not possible",
            "principals left out, beyond [400]",
            "and more warnings of the same kinds");
    assertThat(read(suggestion.yaml()).rules()).hasSize(400);
  }

  private static Suggestion suggest(Observed observed, @Nullable ProfileDocument base) {
    return Suggester.suggest(observed.collector.evidence("test.jfr", null), base, THIRD, DENYING);
  }

  static ProfileDocument read(String yaml) throws ProfileException {
    return ProfileReader.read(
        "suggested.yaml", yaml.getBytes(StandardCharsets.UTF_8), Strictness.STRICT);
  }

  /** It is valid, and without its comments it is what the printer of profiles would print. */
  private static void assertCanonical(Suggestion suggestion) throws ProfileException {
    String bare =
        suggestion
            .yaml()
            .lines()
            .map(line -> line.replaceFirst("\\s*# .*", ""))
            .filter(line -> !line.isBlank())
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(ProfilePrinter.print(read(suggestion.yaml()))).isEqualTo(bare);
  }
}
