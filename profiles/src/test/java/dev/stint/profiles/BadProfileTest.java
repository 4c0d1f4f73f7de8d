package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditRecord;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code bad-profiles.txt}, tried where a good profile is bound and in use. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadProfileTest {
  private static final String GOOD =
      Yaml.HEAD
          + """
          epoch: 7
          system: {socketLimit: 50}
          default: {threadLimit: 5}
          principals: {alice: {limits: {threadLimit: 4, netInBytesPerWindow: 1Mi/s}}}
          """;

  @TempDir Path folder;

  private final MemoryAudit audit = new MemoryAudit(1_000);
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
  private final Broker broker = new Broker(ledgers, "test");

  static Stream<BadProfile> refused() {
    return BadProfiles.rows().filter(row -> !row.read());
  }

  static Stream<BadProfile> read() {
    return BadProfiles.rows().filter(BadProfile::read);
  }

  @BeforeEach
  void bindAGoodOne() throws Exception {
    Limit ofTheHost = Limit.hard(500).from("host.yaml:4 threadLimit");
    ledgers.binder("host").bind(ledgers.system(), Resource.THREADS, ofTheHost);
    bind(ProfileReader.read("good.yaml", Yaml.bytes(GOOD), ProfileReader.Strictness.STRICT));
    assertThat(ledgers.principal("alice").charge(Resource.THREADS, 3)).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  @Tag("A-1")
  @Tag("C-R9")
  @Tag("P21")
  @Tag("P78")
  void profile_thatIsBad_isOneLineAndOneRecordAndChangesNothing(BadProfile row) {
    List<String> before = state();
    int records = audit.records().size();

    ProfileException e = catchThrowableOfType(ProfileException.class, () -> apply(row));

    assertThat(e).as("accepted").isNotNull();
    String message = String.valueOf(e.getMessage());
    assertThat(message.replace(folder + "/", "")).isEqualTo(row.answer());
    assertThat(message).doesNotContain("\n").endsWith("(" + e.code() + ")");
    assertThat(Path.of("..", "docs", "errors", e.code() + ".md")).isRegularFile();
    assertThat(state()).isEqualTo(before);
    assertThat(audit.records()).hasSize(records + 1);
    AuditRecord record = audit.records().get(records);
    assertThat(record.kind()).isEqualTo(AuditKind.DENIED);
    assertThat(record.detail()).isEqualTo("not bound by test: " + message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("read")
  void profile_thatOnlyLooksBad_isRead(BadProfile row) throws Exception {
    String printed = ProfilePrinter.print(row.read(folder));

    assertThat(printed.lines().map(String::strip)).contains(row.answer());
    Path again = Files.writeString(folder.resolve("again.yaml"), printed);
    assertThat(ProfilePrinter.print(ProfileReader.read(again, ProfileReader.Strictness.STRICT)))
        .isEqualTo(printed);
  }

  private void apply(BadProfile row) throws Exception {
    ProfileDocument document;
    try {
      document = row.read(folder);
    } catch (ProfileException e) {
      broker.refused(ledgers.system(), e);
      throw e;
    }
    bind(document);
  }

  private void bind(ProfileDocument document) throws ProfileException {
    List<BindRequest> requests = new ArrayList<>();
    requests.add(BindRequest.of(ledgers.system(), document.system()));
    requests.add(BindRequest.of(ledgers.principal("default"), document.defaults()));
    for (PrincipalRule rule : document.rules()) {
      requests.add(BindRequest.of(ledgers.principal(rule.principal()), rule.profile()));
    }
    broker.bindAll(requests);
  }

  /** All scopes, ledgers and limits that there are. */
  private List<String> state() {
    List<String> state = new ArrayList<>();
    add(ledgers.system(), state);
    return state;
  }

  private static void add(Scope scope, List<String> state) {
    state.add(scope.path());
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      String text = limit == null ? "none" : ProfilePrinter.value(ledger.resource(), limit);
      String origin = limit == null ? "" : limit.origin();
      state.add(ledger.resource() + " " + ledger.used() + " of " + text + " from " + origin);
    }
    scope.children().forEach(child -> add(child, state));
  }
}
