package dev.stint.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Admission;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.profiles.Broker;
import dev.stint.profiles.Overrides;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveControlTest {
  private static final String PROFILE =
      """
      schema: 1
      profileId: shop
      versionId: "1"
      epoch: 5
      system:
        threadLimit: 100
      default:
        socketLimit: 50
      principals:
        alice:
          limits:
            threadLimit: 4
            timerWaiterLimit: 7
        bob: {}
      """;

  private final MemoryAudit audit = new MemoryAudit(256);
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
  private final Scope alice = ledgers.principal("alice");
  private Principals principals;
  private LiveControl control;

  @BeforeEach
  void start() throws ProfileException {
    start(false);
  }

  private void start(boolean observe) throws ProfileException {
    start(observe, Overrides.NONE);
  }

  private void start(boolean observe, Overrides overrides) throws ProfileException {
    principals = new Principals(ledgers, read(PROFILE), observe, 10);
    principals.bindAll();
    LiveControl.Unenforced fuelOnly =
        resource -> resource == Resource.FUEL ? "not enforced here" : null;
    control = new LiveControl(ledgers, principals, observe, overrides, fuelOnly);
  }

  private static ProfileDocument read(String yaml) throws ProfileException {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return ProfileReader.read("shop.yaml", bytes, Strictness.STRICT);
  }

  private static Map<String, Object> request(String principal, String... fields) {
    List<Object> list = new ArrayList<>();
    for (String field : fields) {
      int equals = field.indexOf('=');
      String name = field.substring(0, equals);
      list.add(Map.of("field", name, "value", field.substring(equals + 1)));
    }
    Map<String, Object> request = new TreeMap<>();
    request.put("principal", principal);
    request.put("fields", list);
    request.put("by", "carol");
    return request;
  }

  private static Map<String, Object> dry(Map<String, Object> request) {
    request.put("dryRun", true);
    return request;
  }

  private Map<String, Object> profile(String yaml, boolean dryRun) throws LiveRefused {
    return control.profile(Map.of("name", "new.yaml", "profile", yaml, "dryRun", dryRun));
  }

  /** The rows of an answer without the origin, whose time differs. */
  private static List<String> rows(Map<String, Object> answer) {
    List<String> rows = new ArrayList<>();
    for (Object row : (List<?>) answer.get("changes")) {
      Map<?, ?> map = (Map<?, ?>) row;
      Object over = map.get("overcommitted");
      rows.add(
          map.get("state")
              + " "
              + map.get("principal")
              + " "
              + map.get("field")
              + ": "
              + map.get("before")
              + " -> "
              + map.get("after")
              + (over == null ? "" : " over " + over)
              + (map.get("note") == null ? "" : ", " + map.get("note")));
    }
    return rows;
  }

  /** Every limit of every scope, with its origin. */
  private Map<String, String> inForce() {
    Map<String, String> limits = new TreeMap<>();
    List<Scope> scopes = new ArrayList<>(ledgers.system().children());
    scopes.add(ledgers.system());
    for (Scope scope : scopes) {
      for (Ledger ledger : scope.ledgers()) {
        Limit limit = ledger.limit();
        if (limit != null) {
          limits.put(
              scope.path() + " " + ledger.resource().label(),
              limit.hard() + " " + limit.windowNanos() + " " + limit.origin());
        }
      }
    }
    return limits;
  }

  @Test
  void limit_raised_isInForceForTheNextCharge_andNamesWhoAndWhen() throws Exception {
    alice.reserveOrThrow(Resource.THREADS, 4).commit();
    assertThat(alice.charge(Resource.THREADS, 1)).isNotNull();

    Map<String, Object> answer = control.limits(request("alice", "threadLimit=5"));

    assertThat(rows(answer)).containsExactly("set alice threadLimit: 4 -> 5");
    assertThat(alice.charge(Resource.THREADS, 1)).isNull();
    assertThat(alice.charge(Resource.THREADS, 1).toString())
        .containsPattern(
            "profile \\[live:carol@\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ threadLimit\\]");
  }

  @Test
  void limit_loweredBelowUse_revokesNothing_andSaysHowMuchIsAbove() throws Exception {
    alice.reserveOrThrow(Resource.THREADS, 3).commit();

    assertThat(rows(control.limits(dry(request("alice", "threadLimit=1")))))
        .containsExactly("set alice threadLimit: 4 -> 1 over 2");
    assertThat(alice.ledger(Resource.THREADS).limit().hard()).isEqualTo(4);

    assertThat(rows(control.limits(request("alice", "threadLimit=1"))))
        .containsExactly("set alice threadLimit: 4 -> 1 over 2");
    assertThat(alice.ledger(Resource.THREADS).used()).isEqualTo(3);
    assertThat(alice.charge(Resource.THREADS, 1)).isNotNull();
  }

  @Test
  void severalFields_areChangedTogether_andInheritRemovesOne() throws Exception {
    Map<String, Object> request =
        request(
            "alice",
            "threadLimit={hard: 8, soft: 6}",
            "timerWaiterLimit=inherit",
            "heapAllocatedBytesPerWindow=64Mi/s",
            "fuelPerWindow=1M");

    assertThat(rows(control.limits(request)))
        .containsExactly(
            "set alice threadLimit: 4 -> {hard: 8, soft: 6}",
            "set alice timerWaiterLimit: 7 -> inherit",
            "set alice heapAllocatedBytesPerWindow: inherit -> 64Mi/s",
            "set alice fuelPerWindow: inherit -> 1M/s, not enforced here");
    assertThat(alice.ledger(Resource.TIMERS).limit()).isNull();
    assertThat(alice.ledger(Resource.HEAP_ALLOCATED).limit().admission())
        .isEqualTo(Admission.POST_PAID);
  }

  @Test
  void oneFieldThatIsRefused_leavesAllAsTheyWere() {
    Map<String, String> before = inForce();

    assertThatThrownBy(
            () -> control.limits(request("alice", "timerWaiterLimit=3", "threadLimit=101")))
        .isInstanceOf(LiveRefused.class)
        .hasMessage(
            "threads of [system/alice] is [101], above [100] of [system] at [shop.yaml:6"
                + " threadLimit] (STINT-P016)");

    assertThat(inForce()).isEqualTo(before);
  }

  @Test
  void rehearsal_refusesWhatTheChangeWouldRefuse() {
    assertThatThrownBy(() -> control.limits(dry(request("alice", "threadLimit=101"))))
        .isInstanceOf(LiveRefused.class)
        .hasMessage(
            "threads of [system/alice] is [101], above [100] of [system] at [shop.yaml:6"
                + " threadLimit] (STINT-P016)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          thradLimit=3       | unknown field [thradLimit], did you mean [threadLimit]? (STINT-P002)
          threads=3          | unknown field [threads], did you mean [threadLimit]? (STINT-P002)
          threadLimit=-3     | field [threadLimit], amount [-3] is negative (STINT-P013)
          threadLimit=3Mi    | field [threadLimit], amount [3Mi] has the unit [Mi], the units of a count are [k M G T P E] (STINT-P011)
          threadLimit=3/s    | field [threadLimit], rate [3/s], what is held has no rate (STINT-P011)
          cpuWindowUs=3000   | field [cpuWindowUs] limits nothing without [cpuBudgetUsPerWindow] (STINT-P015)
          thread: Limit=3    | field [thread: Limit] is not the name of a field (STINT-A022)
          threadLimit=       | field [threadLimit] has the value []: not an amount (STINT-A022)
          """)
  void field_thatIsNotValid_isOneLine_andChangesNothing(String field, String line) {
    Map<String, String> before = inForce();

    assertThatThrownBy(() -> control.limits(request("alice", field)))
        .isInstanceOf(LiveRefused.class)
        .hasMessage(line);

    assertThat(inForce()).isEqualTo(before);
  }

  @Test
  void value_cannotBecomeAnotherLineOfTheProfile() {
    Map<String, String> before = inForce();

    for (String value :
        new String[] {
          "3\n      timerWaiterLimit: 9",
          "3\u2028timerWaiterLimit: 9",
          "3, timerWaiterLimit: 9",
          "&a 3",
          "*a",
          "{hard: 8",
          "|",
          "\"3",
          "networkProfile",
          "9".repeat(300)
        }) {
      assertThatThrownBy(() -> control.limits(request("alice", "threadLimit=" + value)))
          .as(value)
          .isInstanceOf(LiveRefused.class)
          .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).contains("(STINT-"));
    }
    assertThat(inForce()).isEqualTo(before);
  }

  @Test
  void principal_thatIsNotThere_isNamed_andNotMade() {
    assertThatThrownBy(() -> control.limits(request("Alice", "threadLimit=3")))
        .hasMessage("no principal [Alice] in this JVM, did you mean [alice]? (STINT-A020)");
    assertThatThrownBy(() -> control.limits(request("dave\n", "threadLimit=3")))
        .hasMessage(
            "no principal [dave?] in this JVM, there are [system, alice, bob, default]"
                + " (STINT-A020)");
    assertThat(ledgers.system().children()).extracting(Scope::name).doesNotContain("dave");
  }

  @Test
  void ownOverhead_hasNoLimitsOfItsOwn() {
    principals.own();

    assertThatThrownBy(() -> control.limits(request("stint", "threadLimit=1")))
        .hasMessage(
            "principal [stint] has no limits of its own, only those of the system (STINT-A023)");
  }

  @Test
  void request_thatIsNotWhatItShouldBe_isRefused() {
    List<Map<String, Object>> malformed =
        List.of(
            Map.of("principal", 3L, "fields", List.of()),
            Map.of("fields", List.of()),
            Map.of("principal", "alice", "by", "x", "fields", List.of()),
            Map.of("principal", "alice", "by", "x", "fields", "threadLimit=3"),
            Map.of("principal", "alice", "by", "x", "fields", List.of("threadLimit=3")),
            Map.of("principal", "alice", "fields", List.of(Map.of("field", "a", "value", 3L))),
            Map.of("principal", "alice", "else", true));

    for (Map<String, Object> request : malformed) {
      assertThatThrownBy(() -> control.limits(request))
          .as(request.toString())
          .isInstanceOf(LiveRefused.class)
          .hasMessageStartingWith("control request not valid: ")
          .hasMessageEndingWith(" (STINT-A021)");
    }
  }

  @Test
  void limit_inObserve_isObserved() throws Exception {
    start(true);

    assertThat(rows(control.limits(request("alice", "threadLimit=0"))))
        .containsExactly("set alice threadLimit: 4 (observed) -> 0 (observed)");
    assertThat(alice.charge(Resource.THREADS, 1)).isNull();
    assertThat(alice.ledger(Resource.THREADS).limit().admission()).isEqualTo(Admission.OBSERVED);
  }

  @Test
  void change_isOnRecord() throws Exception {
    long before = audit.head().sequence();

    control.limits(request("alice", "threadLimit=9"));

    assertThat(audit.records())
        .filteredOn(record -> record.sequence() > before)
        .allMatch(record -> record.kind() == AuditKind.PROFILE_BOUND)
        .anyMatch(record -> record.detail().contains("from live:carol@"));
  }

  @Test
  void table_showsWhatIsLimitedOrUsed() throws Exception {
    alice.reserveOrThrow(Resource.THREADS, 3).commit();

    Map<String, Object> one = control.limits(Map.of("principal", "alice"));

    assertThat((List<?>) one.get("limits"))
        .hasSize(2)
        .last()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("principal", "alice")
        .containsEntry("resource", "threads")
        .containsEntry("limit", "4")
        .containsEntry("used", "3")
        .containsEntry("peak", "3")
        .containsEntry("origin", "shop.yaml:12 threadLimit")
        .containsKey("binding");
    assertThat((List<?>) control.limits(Map.of()).get("limits")).hasSize(4);
  }

  @Test
  void profile_ofAnOlderEpoch_isRefused_andTheRunningLimitsAreUntouched() throws Exception {
    control.limits(request("alice", "threadLimit=9"));
    Map<String, String> before = inForce();
    String older =
        PROFILE.replace("epoch: 5", "epoch: 4").replace("threadLimit: 4", "threadLimit: 1");

    for (boolean dryRun : new boolean[] {true, false}) {
      assertThatThrownBy(() -> profile(older, dryRun))
          .isInstanceOf(LiveRefused.class)
          .hasMessageStartingWith("new.yaml")
          .hasMessageEndingWith(
              ": epoch [4] of profile [shop] is older than [5], which is bound (STINT-P019)");
    }

    assertThat(inForce()).isEqualTo(before);
    assertThat(principals.document().epoch()).isEqualTo(5);
  }

  @Test
  void rehearsal_foreseesEveryRefusal_inTheSameWords_andLeavesNoRecord() throws Exception {
    String other =
        PROFILE.replace("profileId: shop", "profileId: other").replace("epoch: 5", "epoch: 4");
    String exempt = PROFILE.replace("threadLimit: 4", "threadLimit: unlimited");

    for (String yaml : List.of(other, exempt)) {
      assertSameRefusal(dryRun -> profile(yaml, dryRun));
    }
    new Broker(ledgers, Principals.BROKER).revoke("shop", 7);
    assertSameRefusal(dryRun -> profile(PROFILE, dryRun));
    assertSameRefusal(
        dryRun -> {
          Map<String, Object> request = request("alice", "threadLimit=2");
          request.put("dryRun", dryRun);
          return control.limits(request);
        });
  }

  private void assertSameRefusal(Live asked) throws Exception {
    Map<String, String> before = inForce();
    AuditHead head = ledgers.audit().head();
    LiveRefused foreseen = catchThrowableOfType(LiveRefused.class, () -> asked.answer(true));
    assertThat(foreseen).as("foreseen").isNotNull();
    assertThat(ledgers.audit().head()).isEqualTo(head);

    assertThatThrownBy(() -> asked.answer(false)).hasMessage(foreseen.getMessage());
    assertThat(inForce()).isEqualTo(before);
  }

  /** A request that is made twice. */
  private interface Live {
    Map<String, Object> answer(boolean dryRun) throws LiveRefused;
  }

  @Test
  void profile_ofANewerEpoch_isBoundToAll_alsoToThoseThatComeLater() throws Exception {
    alice.reserveOrThrow(Resource.THREADS, 3).commit();
    String newer =
        PROFILE
            .replace("epoch: 5", "epoch: 6")
            .replace("threadLimit: 4", "threadLimit: 2")
            .replace("      timerWaiterLimit: 7\n", "")
            .replace("bob: {}", "carol: {limits: {threadLimit: 6}}");
    List<String> expected =
        List.of(
            "removed alice timerWaiterLimit: 7 -> inherit",
            "set alice threadLimit: 4 -> 2 over 1",
            "set carol threadLimit: inherit -> 6",
            "set bob socketLimit: inherit -> 50");

    Map<String, Object> rehearsed = profile(newer, true);
    assertThat(rows(rehearsed)).containsExactlyElementsOf(expected);
    assertThat(principals.document().epoch()).isEqualTo(5);
    assertThat(ledgers.system().children()).extracting(Scope::name).doesNotContain("carol");

    Map<String, Object> answer = profile(newer, false);
    assertThat(rows(answer)).containsExactlyElementsOf(expected);
    assertThat(answer)
        .containsEntry("profile", "shop")
        .containsEntry("version", "1")
        .containsEntry("epoch", 6L)
        .containsEntry("unchanged", rehearsed.get("unchanged"));
    assertThat(principals.document().epoch()).isEqualTo(6);
    assertThat(ledgers.principal("carol").ledger(Resource.THREADS).limit().hard()).isEqualTo(6);
    assertThat(principals.size()).isEqualTo(3);
  }

  @Test
  void profile_thatIsApplied_doesNotTakeAwayWhatTheArgumentSets() throws Exception {
    List<String> arguments = List.of("alice.threadLimit=3");
    start(false, Overrides.read(arguments, new Properties(), Map.of()));

    profile(
        PROFILE.replace("epoch: 5", "epoch: 6").replace("threadLimit: 4", "threadLimit: 9"), false);

    Limit limit = alice.ledger(Resource.THREADS).limit();
    assertThat(limit.hard()).isEqualTo(3);
    assertThat(limit.origin()).contains("argument");
    String without = PROFILE.replace("epoch: 5", "epoch: 7").replace("alice", "carol");
    assertThatThrownBy(() -> profile(without, false))
        .as("what is set for a principal that is gone would be lost unseen")
        .isInstanceOf(LiveRefused.class)
        .hasMessageContaining("alice");
    assertThat(alice.ledger(Resource.THREADS).limit()).isSameAs(limit);
  }

  @Test
  void profile_thatIsRefusedHalfWay_isTakenBackWhole() throws Exception {
    ledgers.binder("other").bind(ledgers.system(), Resource.TIMERS, Limit.hard(10).from("other"));
    Map<String, String> before = inForce();
    String newer =
        PROFILE
            .replace("epoch: 5", "epoch: 6")
            .replace("threadLimit: 100", "threadLimit: 90")
            .replace("timerWaiterLimit: 7", "timerWaiterLimit: 11");

    assertThatThrownBy(() -> profile(newer, false))
        .isInstanceOf(LiveRefused.class)
        .hasMessageContaining("timers of [system/alice] is [11], above [10] of [system]");

    assertThat(inForce()).isEqualTo(before);
    assertThat(principals.document().epoch()).isEqualTo(5);
  }

  @Test
  void profile_mayNestNewPrincipals_butMovesNoneThatRuns() throws Exception {
    Map<String, String> before = inForce();
    String moves =
        PROFILE
            .replace("epoch: 5", "epoch: 6")
            .replace("bob: {}", "bob: {principals: {alice: {}}}")
            .replaceFirst("(?s)  alice:.*  bob", "  bob");
    String nests =
        PROFILE
            .replace("epoch: 5", "epoch: 6")
            .replace("bob: {}", "bob: {principals: {carol: {limits: {threadLimit: 3}}}}");

    assertThatThrownBy(() -> profile(moves, false))
        .hasMessage(
            "principal [alice] runs at [system/alice], a running principal gets no other parent"
                + " (STINT-A024)");
    assertThat(inForce()).isEqualTo(before);
    assertThat(rows(profile(nests, false))).containsExactly("set carol threadLimit: inherit -> 3");
    assertThat(rows(control.limits(request("system/bob/carol", "threadLimit=2"))))
        .containsExactly("set carol threadLimit: 3 -> 2");
  }

  @Test
  void profile_thatCannotBeRead_isOneLineWithItsPlace() {
    Map<String, String> before = inForce();

    assertThatThrownBy(() -> profile(PROFILE + "  dave: {limits: {thredLimit: 3}}\n", false))
        .hasMessageMatching(
            "new\\.yaml:15:19: unknown field \\[thredLimit\\], did you mean \\[threadLimit\\]\\?"
                + " \\(STINT-P002\\)");
    assertThat(audit.records())
        .filteredOn(record -> record.kind() == AuditKind.DENIED)
        .singleElement()
        .satisfies(record -> assertThat(record.detail()).contains("STINT-P002"));
    assertThatThrownBy(() -> control.profile(Map.of("name", "x")))
        .hasMessage("control request not valid: [profile] is missing (STINT-A021)");

    assertThat(inForce()).isEqualTo(before);
  }
}
