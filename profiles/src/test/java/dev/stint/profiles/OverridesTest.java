package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Overridden;
import dev.stint.profiles.origin.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
  private static final String FILE =
      """
      schema: 1
      profileId: p
      system:
        socketLimit: 100
      default:
        threadLimit: 5
      principals:
        alice:
          limits:
            threadLimit: {hard: 12, soft: 9}
            fuelPerWindow: 10/s
            heapAllocatedBytesPerWindow: 1Mi
        my-app: {}
      """;

  private static ProfileDocument applied(
      List<String> arguments, Map<String, String> properties, Map<String, String> environment)
      throws ProfileException {
    Properties system = new Properties();
    system.putAll(properties);
    return Overrides.read(arguments, system, environment).apply(Yaml.read(FILE));
  }

  private static ProfileDocument arguments(String... arguments) throws ProfileException {
    return applied(List.of(arguments), Map.of(), Map.of());
  }

  private static Sourced<Limit> alice(ProfileDocument document, Resource resource) {
    Sourced<Limit> limit = document.forPrincipal("alice").sourced(resource);
    assertThat(limit).isNotNull();
    return limit;
  }

  static List<Integer> presences() {
    return IntStream.range(0, 16).boxed().toList();
  }

  /** Bits: argument, property, file, environment. */
  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("presences")
  @Tag("P55")
  @Tag("L-12")
  void limit_isThatOfTheFirstOriginThatHasOne_andNamesTheOthersInTheirOrder(int present)
      throws ProfileException {
    List<Origin> origins =
        List.of(Origin.ARGUMENT, Origin.PROPERTY, Origin.FILE, Origin.ENVIRONMENT);
    Map<Origin, String> where =
        Map.of(
            Origin.ARGUMENT, "argument set alice.timerWaiterLimit",
            Origin.PROPERTY, "-Dstint.set.alice.timerWaiterLimit",
            Origin.FILE, "p.yaml:6 timerWaiterLimit",
            Origin.ENVIRONMENT, "STINT_SET_alice__timerWaiterLimit");
    String file =
        Yaml.HEAD
            + "principals:\n  alice:\n    limits:\n"
            + ((present & 4) != 0 ? "      timerWaiterLimit: 3\n" : "      threadLimit: 1\n");
    Properties properties = new Properties();
    if ((present & 2) != 0) {
      properties.setProperty("stint.set.alice.timerWaiterLimit", "2");
    }
    Overrides overrides =
        Overrides.read(
            (present & 1) != 0 ? List.of("alice.timerWaiterLimit=1") : List.of(),
            properties,
            (present & 8) != 0 ? Map.of("STINT_SET_alice__timerWaiterLimit", "4") : Map.of());

    ResourceProfile alice = overrides.apply(Yaml.read(file)).forPrincipal("alice");

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if ((present & 1 << i) != 0) {
        Origin origin = origins.get(i);
        expected.add(i + 1 + " " + origin + " " + where.get(origin));
      }
    }
    assertThat(shown(alice.sourced(Resource.TIMERS))).isEqualTo(expected);
    Limit limit = alice.limits().get(Resource.TIMERS);
    assertThat(limit == null ? List.of() : List.of(limit.hard() + " " + limit.origin()))
        .isEqualTo(expected.stream().limit(1).map(OverridesTest::withoutOrigin).toList());
  }

  private static String withoutOrigin(String text) {
    String[] parts = text.split(" ", 3);
    return parts[0] + " " + parts[2];
  }

  private static List<String> shown(@Nullable Sourced<Limit> limit) {
    List<String> shown = new ArrayList<>();
    if (limit != null) {
      shown.add(limit.value().hard() + " " + limit.origin() + " " + limit.where());
      for (Overridden<Limit> other : limit.overridden()) {
        shown.add(other.value().hard() + " " + other.origin() + " " + other.where());
      }
    }
    return shown;
  }

  /** The same field and value in the file. */
  @Test
  void everyField_setFromOutside_isReadAsInTheFile() throws ProfileException {
    for (Resource resource : Resource.values()) {
      String field = resource.profileField();
      if (!field.equals("-")) {
        String total = field.replace("PerWindow", "Total");
        for (String name : field.equals(total) ? List.of(field) : List.of(field, total)) {
          for (String value : List.of("0", "7", "{hard: 9, soft: 3}")) {
            sameAsInTheFile(resource, name, value);
          }
        }
      }
    }
  }

  private static void sameAsInTheFile(Resource resource, String field, String value)
      throws ProfileException {
    String file = Yaml.HEAD + "principals:\n  a_-: {}\n";
    Overrides list =
        Overrides.read(List.of("a_-." + field + "=" + value), new Properties(), Map.of());
    Overrides variable =
        Overrides.read(List.of(), new Properties(), Map.of("STINT_SET_a_-__" + field, value));
    Limit written = Yaml.limits(field + ": " + value).defaults().limits().get(resource);

    for (Overrides overrides : List.of(list, variable)) {
      Limit set = overrides.apply(Yaml.read(file)).forPrincipal("a_-").limits().get(resource);
      assertThat(set).isNotNull();
      assertThat(written).isNotNull();
      assertThat(set)
          .as("%s: %s", field, value)
          .usingRecursiveComparison()
          .isEqualTo(written.from(set.origin()));
    }
  }

  @Test
  void value_replacesTheWholeField_softLimitAndWindowToo() throws ProfileException {
    ProfileDocument document = arguments("alice.threadLimit=8;alice.fuelTotal=1M");

    assertThat(alice(document, Resource.THREADS).value().soft()).isEqualTo(Limit.NO_SOFT);
    assertThat(alice(document, Resource.FUEL).value().windowNanos()).isZero();
    assertThat(ProfilePrinter.print(document))
        .contains("threadLimit: 8\n", "fuelTotal: 1M\n")
        .doesNotContain("fuelPerWindow");
  }

  @Test
  void whatIsNotSet_staysAsItWas() throws ProfileException {
    ProfileDocument read = Yaml.read(FILE);
    ProfileDocument document = arguments("default.threadLimit=6", "system.fdLimit=7");

    assertThat(document.defaults().limits().get(Resource.THREADS).hard()).isEqualTo(6);
    assertThat(document.system().limits()).containsKeys(Resource.SOCKETS, Resource.FDS);
    assertThat(alice(document, Resource.THREADS))
        .isEqualTo(
            Sourced.of(
                Origin.FILE,
                "p.yaml:10 threadLimit",
                document.forPrincipal("alice").limits().get(Resource.THREADS)));
    assertThat(ProfilePrinter.print(Overrides.NONE.apply(read)))
        .isEqualTo(ProfilePrinter.print(read));
    assertThat(read.defaults().limits().get(Resource.THREADS).hard()).isEqualTo(5);
  }

  @Test
  void nothingSet_isNothing() throws ProfileException {
    Overrides overrides =
        Overrides.read(List.of("", " ; "), new Properties(), Map.of("STINT_MODE", "observe"));

    assertThat(overrides).isSameAs(Overrides.NONE);
    assertThat(overrides.line()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STINT_SET_my-app__threadLimit, my-app",
    "STINT_SET_my_app__threadLimit, my-app",
    "STINT_SET_x___threadLimit, x_",
    "STINT_SET_a__b__threadLimit, a__b",
    "STINT_SET_a_b__threadLimit, a_b",
    "STINT_SET_a-b__threadLimit, a-b",
    "STINT_SET_system__threadLimit, -",
  })
  void variable_namesAPrincipal_withDashesWrittenAsUnderscoresToo(String variable, String name)
      throws ProfileException {
    String file =
        Yaml.HEAD
            + "principals:\n"
            + "  my-app: {}\n"
            + "  x_: {}\n"
            + "  a__b: {}\n"
            + "  a_b: {}\n"
            + "  a-b: {}\n"
            + "  system: {}\n";
    ProfileDocument document =
        Overrides.read(List.of(), new Properties(), Map.of(variable, "3")).apply(Yaml.read(file));

    List<String> set = new ArrayList<>();
    for (PrincipalRule rule : document.rules()) {
      if (rule.profile().limits().containsKey(Resource.THREADS)) {
        set.add(rule.principal());
      }
    }
    assertThat(set).isEqualTo(name.equals("-") ? List.of() : List.of(name));
  }

  @Test
  void principalCalledLikeASection_isNamedInFull() throws ProfileException {
    ProfileDocument read = Yaml.read(Yaml.HEAD + "principals:\n  system: {}\n");
    ProfileDocument document =
        Overrides.read(
                List.of("principals.system.threadLimit=3;system.threadLimit=4"),
                new Properties(),
                Map.of())
            .apply(read);

    assertThat(document.forPrincipal("system").limits().get(Resource.THREADS).hard()).isEqualTo(3);
    assertThat(document.system().limits().get(Resource.THREADS).hard()).isEqualTo(4);
  }

  /** Three ways, three places at the beginning of the line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice                   | argument: [alice] is not [PRINCIPAL.FIELD=VALUE] (STINT-P045)
          threadLimit=8           | argument: [threadLimit] is not [PRINCIPAL.FIELD=VALUE] (STINT-P045)
          alice.=8                | argument: [alice.] is not [PRINCIPAL.FIELD=VALUE] (STINT-P045)
          .threadLimit=8          | argument: [.threadLimit] is not [PRINCIPAL.FIELD=VALUE] (STINT-P045)
          alcie.threadLimit=8     | argument set alcie.threadLimit: unknown principal [alcie], did you mean [alice]? (STINT-P046)
          zed.threadLimit=8       | argument set zed.threadLimit: unknown principal [zed], the profile has [system, default, alice, my-app] (STINT-P046)
          stint.threadLimit=8     | argument set stint.threadLimit: unknown principal [stint], the profile has [system, default, alice, my-app] (STINT-P046)
          my_app.threadLimit=8    | argument set my_app.threadLimit: unknown principal [my_app], did you mean [my-app]? (STINT-P046)
          principals.zed.fdLimit=8 | argument set principals.zed.fdLimit: unknown principal [principals.zed], the profile has [system, default, alice, my-app] (STINT-P046)
          alice.threadLimt=8      | argument set alice.threadLimt: unknown field [threadLimt], did you mean [threadLimit]? (STINT-P002)
          alice.elephants=8       | argument set alice.elephants: unknown field [elephants] in a map of limits (STINT-P002)
          alice.x-note=8          | argument set alice.x-note: field [x-note] is not a limit, only the file can set it (STINT-P047)
          alice.cpuWindowUs=8     | argument set alice.cpuWindowUs: field [cpuWindowUs] is not a limit, only the file can set it (STINT-P047)
          alice.networkProfile=n  | argument set alice.networkProfile: field [networkProfile] is not a limit, only the file can set it (STINT-P047)
          alice.threadLimit=      | argument set alice.threadLimit: field [threadLimit] is an amount or a map with [hard], found nothing (STINT-P007)
          alice.threadLimit=-1    | argument set alice.threadLimit: field [threadLimit], amount [-1] stands for no limit, leave the field out to inherit instead (STINT-P014)
          alice.threadLimit=unlimited | argument set alice.threadLimit: field [threadLimit], amount [unlimited] stands for no limit, leave the field out to inherit instead (STINT-P014)
          alice.threadLimit=8Mi   | argument set alice.threadLimit: field [threadLimit], amount [8Mi] has the unit [Mi], the units of a count are [k M G T P E] (STINT-P011)
          alice.threadLimit=8 #   | argument set alice.threadLimit: field [threadLimit], [8 #] is not one value in one line (STINT-P045)
          alice.threadLimit=[8]   | argument set alice.threadLimit: field [threadLimit] is an amount or a map with [hard], found a list (STINT-P007)
          alice.threadLimit={hard: 8 | argument set alice.threadLimit: field [threadLimit], not YAML, expected ',' or '}', but got <stream end> (STINT-P005)
          alice.threadLimit={hard: 8, soft: 9} | argument set alice.threadLimit: field [threadLimit] has soft [9] above hard [8] (STINT-P015)
          alice.threadLimit={hard: 8, sofd: 9} | argument set alice.threadLimit: unknown field [sofd], did you mean [soft]? (STINT-P002)
          alice.threadLimit=*a    | argument set alice.threadLimit: field [threadLimit], aliases are not supported, write the value itself (STINT-P008)
          alice.socketLimit=101   | argument set alice.socketLimit: sockets of [alice] is [101], above [100] of [system] at [p.yaml:4 socketLimit] (STINT-P016)
          system.threadLimit=11   | argument set system.threadLimit: threads of [alice] is [12] at [p.yaml:10 threadLimit], above [11] of [system] (STINT-P016)
          alice.threadLimit=1;alice.threadLimit=2 | argument set alice.threadLimit: field [threadLimit] limits threads of [alice] a second time after [threadLimit] from [argument set alice.threadLimit] (STINT-P015)
          """)
  void argumentThatCannotBeUsed_isOneLine(String argument, String message) {
    assertThat(refusal(List.of(argument), Map.of(), Map.of())).isEqualTo(message);
  }

  @Test
  void placeOfAnError_isTheOriginOfTheLimit() {
    assertThat(refusal(List.of(), Map.of("stint.set.alcie.fdLimit", "1"), Map.of()))
        .isEqualTo(
            "-Dstint.set.alcie.fdLimit: unknown principal [alcie], did you mean [alice]?"
                + " (STINT-P046)");
    assertThat(refusal(List.of(), Map.of("stint.set", "alcie.fdLimit=1"), Map.of()))
        .isEqualTo(
            "-Dstint.set set alcie.fdLimit: unknown principal [alcie], did you mean [alice]?"
                + " (STINT-P046)");
    assertThat(refusal(List.of(), Map.of(), Map.of("STINT_SET_alice__fdLimt", "1")))
        .isEqualTo(
            "STINT_SET_alice__fdLimt: unknown field [fdLimt], did you mean [fdLimit]?"
                + " (STINT-P002)");
    assertThat(refusal(List.of(), Map.of(), Map.of("STINT_SET_alice_fdLimit", "1")))
        .isEqualTo(
            "STINT_SET_alice_fdLimit: [STINT_SET_alice_fdLimit] is not"
                + " [STINT_SET_PRINCIPAL__FIELD] (STINT-P045)");
  }

  @Test
  void valueThatTheFileHides_isCheckedAllTheSame() {
    assertThat(refusal(List.of(), Map.of(), Map.of("STINT_SET_alice__threadLimit", "many")))
        .isEqualTo(
            "STINT_SET_alice__threadLimit: field [threadLimit], amount [many] is not a number with"
                + " a unit, such as [200] (STINT-P010)");
  }

  @Test
  void variableThatFitsTwo_isRefused() {
    String file = Yaml.HEAD + "principals:\n  a-b_c: {}\n  a_b-c: {}\n";

    ProfileException e =
        catchThrowableOfType(
            ProfileException.class,
            () ->
                Overrides.read(List.of(), new Properties(), Map.of("STINT_SET_a_b_c__fdLimit", "1"))
                    .apply(Yaml.read(file)));

    assertThat(e)
        .hasMessage(
            "STINT_SET_a_b_c__fdLimit: variable may mean the principals [a-b_c, a_b-c], name one in"
                + " a list in [STINT_SET] (STINT-P049)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8\nsystem: {}", "8\u001b[2J", "8\u0000"})
  void valueOfSeveralLines_orThatSteersATerminal_isRefusedInOne(String value) {
    String refusal = refusal(List.of(), Map.of("stint.set.alice.fdLimit", value), Map.of());

    assertThat(refusal)
        .startsWith("-Dstint.set.alice.fdLimit: field [fdLimit], [8?")
        .endsWith("] is not one value in one line (STINT-P045)")
        .matches("[ -~]*");
  }

  @Test
  void hostileNames_arePrintedInOneBoundedLine() {
    Map<String, String> properties = Map.of("stint.set." + "x\n".repeat(9_999) + ".fdLimit", "1");

    assertThat(refusal(List.of(), properties, Map.of())).matches("[ -~]*").hasSizeLessThan(800);
  }

  @Test
  void tooMany_areRefused_beforeTheDocumentIsTouched() {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i <= OverrideList.MOST; i++) {
      environment.put("STINT_SET_p" + i + "__fdLimit", "1");
    }

    assertThat(refusal(List.of(), Map.of(), environment))
        .isEqualTo(
            "STINT_SET_p9__fdLimit: more than [1024] limits are set from outside the file"
                + " (STINT-P048)");
  }

  @Test
  void line_showsEight_andHowManyMore() throws ProfileException {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      list.append("p").append(i).append(".fdLimit=1;");
    }
    Overrides overrides = Overrides.read(List.of(list.toString()), new Properties(), Map.of());

    assertThat(overrides.line())
        .startsWith("p0.fdLimit=1;p1.fdLimit=1;")
        .endsWith(";p7.fdLimit=1 and 2 more");
    assertThat(overrides.origins()).isEqualTo("argument");
  }

  private static String refusal(
      List<String> arguments, Map<String, String> properties, Map<String, String> environment) {
    ProfileException e =
        catchThrowableOfType(
            ProfileException.class, () -> applied(arguments, properties, environment));
    return e == null ? "accepted" : String.valueOf(e.getMessage());
  }
}
