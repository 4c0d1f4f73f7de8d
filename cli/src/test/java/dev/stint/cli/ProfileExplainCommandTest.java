package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.stint.profiles.StockProfiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ProfileExplainCommandTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("STINT_SET_web__threadLimit", "9", "STINT_SET_web__socketLimit", "5");

  @TempDir Path folder;

  private String file = "";

  @BeforeEach
  void file() throws IOException {
    String text =
        """
        schema: 1
        profileId: shop
        system:
          threadLimit: 200
        principals:
          web:
            limits:
              threadLimit: {hard: 64, soft: 48}
              netInBytesPerWindow: {hard: 2Mi, window: 1s, overrun: delay, maxWait: 2s}
              processLimit: 3
              fdLimit: unlimited
        """;
    file = Files.writeString(folder.resolve("shop.yaml"), text).toString();
  }

  private static Typed explain(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Setting setting =
        new Setting(
            Path.of("no-such-home"),
            List.of(Jdk.running()),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    CommandLine line = new CommandLine(new ProfileExplainCommand(setting, environment));
    Failures failures = new Failures();
    line.setErr(setting.err()).setExecutionExceptionHandler(failures);
    int status = line.execute(args);
    return new Typed(status, out.toString(), err.toString());
  }

  @Test
  void table_hasEachLimitWithItsOrigin_andWhatItOverrode() {
    Typed typed =
        explain(ENVIRONMENT, file, "--set", "web.threadLimit=32", "-Dstint.set.web.threadLimit=40");

    assertThat(typed.out()).isEqualTo(TABLE.replace("FILE", file));
    assertThat(typed.err())
        .isEqualTo(
            "warning: "
                + file
                + ":11:16: field [fdLimit] is [unlimited], a broker binds that only with the"
                + " capability to exempt (STINT-P014)\n");
    assertThat(typed.status()).isZero();
  }

  private static final String TABLE =
      """
      profile [shop] version [1] epoch [0] from [FILE]
      FIELD                  VALUE                         ENFORCED        FROM
      system (the whole JVM)
        threadLimit          200                           denies (agent)  shop.yaml:4
      default (principals without an entry)
        threadLimit          200                           denies (agent)  inherited from system, shop.yaml:4
      web
        fdLimit              unlimited                                     asks to be exempt, limits of ancestors apply
        threadLimit          32                            denies (agent)  argument
          instead of         40                                            -Dstint.set
          instead of         {hard: 64, soft: 48}                          shop.yaml:8
          instead of         9                                             environment
        processLimit         3                             not enforced    shop.yaml:10
        socketLimit          5                             denies (agent)  environment
        netInBytesPerWindow  {hard: 2Mi, window: 1s, overrun: delay, maxWait: 2s}
                                                           counts (agent)  shop.yaml:9
      """;

  @Test
  void json_hasEveryNumberOriginAndPlace() {
    Typed typed = explain(ENVIRONMENT, "--json", file, "web");

    assertThat(typed.out()).isEqualTo(JSON.replace("FILE", file));
    assertThat(typed.status()).isZero();
  }

  private static final String JSON =
      """
      {
        "profileId" : "shop",
        "versionId" : "1",
        "epoch" : 0,
        "source" : "FILE",
        "sections" : [ {
          "kind" : "principal",
          "name" : "web",
          "parent" : "system",
          "networkProfile" : null,
          "launcherProfile" : null,
          "exempt" : [ "fdLimit" ],
          "limits" : [ {
            "field" : "threadLimit",
            "resource" : "threads",
            "unit" : "count",
            "hard" : 64,
            "soft" : 48,
            "value" : "{hard: 64, soft: 48}",
            "origin" : "file",
            "where" : "shop.yaml:8 threadLimit",
            "inheritedFrom" : null,
            "overrode" : [ {
              "field" : "threadLimit",
              "value" : "9",
              "origin" : "environment",
              "where" : "STINT_SET_web__threadLimit"
            } ],
            "tighter" : [ ],
            "enforced" : "denies (agent)"
          }, {
            "field" : "processLimit",
            "resource" : "processes",
            "unit" : "count",
            "hard" : 3,
            "value" : "3",
            "origin" : "file",
            "where" : "shop.yaml:10 processLimit",
            "inheritedFrom" : null,
            "overrode" : [ ],
            "tighter" : [ ],
            "enforced" : "not enforced"
          }, {
            "field" : "socketLimit",
            "resource" : "sockets",
            "unit" : "count",
            "hard" : 5,
            "value" : "5",
            "origin" : "environment",
            "where" : "STINT_SET_web__socketLimit",
            "inheritedFrom" : null,
            "overrode" : [ ],
            "tighter" : [ ],
            "enforced" : "denies (agent)"
          }, {
            "field" : "netInBytesPerWindow",
            "resource" : "net.in",
            "unit" : "bytes",
            "hard" : 2097152,
            "windowNanos" : 1000000000,
            "maxWaitNanos" : 2000000000,
            "value" : "{hard: 2Mi, window: 1s, overrun: delay, maxWait: 2s}",
            "origin" : "file",
            "where" : "shop.yaml:9 netInBytesPerWindow",
            "inheritedFrom" : null,
            "overrode" : [ ],
            "tighter" : [ ],
            "enforced" : "counts (agent)"
          } ]
        } ]
      }
      """;

  @ParameterizedTest
  @MethodSource("dev.stint.profiles.StockProfiles#names")
  void stockProfile_fitsATerminal_andIsValidJson(String name) throws IOException {
    Typed table = explain(Map.of(), name);
    Typed json = explain(Map.of(), "--json", name);

    assertThat(table.status()).isZero();
    assertThat(table.out())
        .startsWith("profile [" + name + "] ")
        .contains(" from [stock profile " + name + "]\n");
    assertThat(table.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    try (JsonParser parser = new JsonFactory().createParser(json.out())) {
      int tokens = 0;
      while (parser.nextToken() != null) {
        tokens++;
      }
      assertThat(tokens).isGreaterThan(StockProfiles.load(name).defaults().limits().size());
    }
  }

  @Test
  void unknownPrincipal_isNamed_withWhatWasMeantOrWhatThereIs() {
    assertThat(explain(Map.of(), file, "wed"))
        .extracting(Typed::status, typed -> lastLine(typed.err()))
        .containsExactly(
            2, "profile [" + file + "] has no principal [wed], did you mean [web]? (STINT-C093)");
    assertThat(lastLine(explain(Map.of(), file, "carol").err()))
        .isEqualTo(
            "profile ["
                + file
                + "] has no principal [carol], it has [web], principals without an entry have the"
                + " limits of [default] (STINT-C093)");
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (first, second) -> second);
  }

  @Test
  void whatCannotBeApplied_isOneLine_andNothingIsShown() {
    assertThat(explain(Map.of("STINT_SET_web__threadLimt", "1"), file))
        .isEqualTo(
            new Typed(
                78,
                "",
                "STINT_SET_web__threadLimt: unknown field [threadLimt], did you mean"
                    + " [threadLimit]? (STINT-P002)\n"));
    assertThat(explain(Map.of(), file, "--set", "web.threadLimit=201"))
        .isEqualTo(
            new Typed(
                78,
                "",
                "argument set web.threadLimit: threads of [web] is [201], above [200] of [system]"
                    + " at [shop.yaml:4 threadLimit] (STINT-P016)\n"));
    assertThat(explain(Map.of(), file, "-Dstint.sett.web.threadLimit=1"))
        .isEqualTo(
            new Typed(
                2,
                "",
                "-D [stint.sett.web.threadLimit] sets no limit, write"
                    + " -Dstint.set.PRINCIPAL.FIELD=VALUE (STINT-C094)\n"));
    assertThat(explain(Map.of(), "gone.yaml"))
        .isEqualTo(new Typed(66, "", "gone.yaml: no such file (STINT-P001)\n"));
  }
}
