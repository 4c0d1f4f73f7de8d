package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.PrincipalName;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Principals within principals: a tenant and its workloads. */
class NestedPrincipalsTest {
  private static final String SHOP =
      Yaml.HEAD
          + """
          system: {threadLimit: 100}
          principals:
            acme:
              match: {packages: com.acme.**}
              limits: {threadLimit: 20}
              principals:
                web:
                  match: {packages: com.acme.web.**}
                  limits: {threadLimit: 12, socketLimit: 7}
                  principals:
                    pages: {match: {packages: com.acme.web.pages.**}}
                batch: {limits: {threadLimit: 12}}
            other: {}
          """;

  @TempDir Path dir;

  /** The whole message of a profile whose principals are that block, which begins in line 4. */
  private static String refusal(String principals) {
    return Yaml.refusal(Yaml.HEAD + "principals:\n" + principals);
  }

  @Test
  void rules_areFlatWithParentsFirst() throws Exception {
    ProfileDocument shop = Yaml.read(SHOP);

    assertThat(shop.rules())
        .extracting(PrincipalRule::principal)
        .containsExactly("acme", "web", "pages", "batch", "other");
    assertThat(shop.rules())
        .extracting(PrincipalRule::parent)
        .containsExactly(null, "acme", "web", "acme", null);
    assertThat(shop.ancestors("pages"))
        .extracting(PrincipalRule::principal)
        .containsExactly("web", "acme");
    assertThat(shop.ancestors("acme")).isEmpty();
    assertThat(shop.ancestors("unknown")).isEmpty();
    assertThat(shop.rule("batch")).isSameAs(shop.rules().get(3));
    assertThat(shop.forPrincipal("pages").limits()).isEmpty();
  }

  @Test
  void code_isOfTheMostSpecificOne() throws Exception {
    ProfileDocument shop = Yaml.read(SHOP);

    assertThat(shop.match("com.acme.web.pages.Home", null, null)).isSameAs(shop.rule("pages"));
    assertThat(shop.match("com.acme.web.Server", null, null)).isSameAs(shop.rule("web"));
    assertThat(shop.match("com.acme.Main", null, null)).isSameAs(shop.rule("acme"));
  }

  @Test
  void scope_ofANestedOne_isBelowThoseOfItsAncestors() throws Exception {
    ProfileDocument shop = Yaml.read(SHOP);
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));

    assertThat(shop.scope(ledgers, "pages").path()).isEqualTo("system/acme/web/pages");
    assertThat(shop.scope(ledgers, "pages")).isSameAs(shop.scope(ledgers, "pages"));
    assertThat(shop.scope(ledgers, "acme")).isSameAs(ledgers.principal("acme"));
    assertThat(shop.scope(ledgers, "unknown")).isSameAs(ledgers.principal("unknown"));
    assertThat(shop.scope(ledgers, PrincipalName.STINT))
        .isSameAs(ledgers.principal(PrincipalName.STINT));
  }

  @Test
  @Tag("P78")
  void limit_aboveThatOfAnyAncestor_isRefusedByName() {
    assertThat(Yaml.refusal(SHOP.replace("threadLimit: 12, s", "threadLimit: 21, s")))
        .isEqualTo(
            "p.yaml:11:18: threads of [web] is [21], above [20] of [acme] at [p.yaml:7"
                + " threadLimit] (STINT-P016)");
    assertThat(Yaml.refusal(SHOP.replace("pages.**}", "pages.**}, limits: {threadLimit: 13}")))
        .isEqualTo(
            "p.yaml:13:70: threads of [pages] is [13], above [12] of [web] at [p.yaml:11"
                + " threadLimit] (STINT-P016)");
    assertThat(
            Yaml.refusal(
                SHOP.replace("threadLimit: 12, s", "s")
                    .replace("pages.**}", "pages.**}, limits: {threadLimit: 21}")))
        .endsWith(
            "threads of [pages] is [21], above [20] of [acme] at [p.yaml:7 threadLimit]"
                + " (STINT-P016)");
    assertThat(Yaml.refusal(SHOP.replace("{threadLimit: 20}", "{}").replace("12, s", "101, s")))
        .endsWith(
            "threads of [web] is [101], above [100] of [system] at [p.yaml:3 threadLimit]"
                + " (STINT-P016)");
  }

  @Test
  void name_thatIsGivenTwice_isRefusedWhereverItStands() {
    assertThat(refusal("  a: {}\n  b: {principals: {a: {}}}\n"))
        .isEqualTo("p.yaml:5:20: duplicate principal [a], it is first in line [4] (STINT-P006)");
    assertThat(refusal("  a: {principals: {a: {}}}\n"))
        .isEqualTo("p.yaml:4:20: duplicate principal [a], it is first in line [4] (STINT-P006)");
  }

  @Test
  void nesting_ofEight_isReadAndOfNineRefused() throws Exception {
    String eight = "a8: {limits: {netInBytesPerWindow: {hard: 1}}}";
    for (int i = 7; i >= 1; i--) {
      eight = "a" + i + ": {principals: {" + eight + "}}";
    }
    String nine = "a0: {principals: {" + eight + "}}";

    assertThat(Yaml.read(Yaml.HEAD + "principals: {" + eight + "}").rules()).hasSize(8);
    assertThat(Yaml.refusal(Yaml.HEAD + "principals: {" + nine + "}"))
        .endsWith(": principals are nested deeper than [8] (STINT-P027)");
  }

  @Test
  void anonymous_isNeitherNestedNorAParent() {
    assertThat(refusal("  a: {principals: {anonymous: {}}}\n"))
        .isEqualTo(
            "p.yaml:4:20: principal [anonymous] is below no other, write it at the top"
                + " (STINT-P017)");
    assertThat(refusal("  anonymous: {principals: {a: {}}}\n"))
        .isEqualTo("p.yaml:4:15: principal [anonymous] has no principals below it (STINT-P017)");
    assertThat(refusal("  a: {principals: {stint: {}}}\n"))
        .isEqualTo(
            "p.yaml:4:20: principal [stint] is reserved for our own overhead, only [system] limits"
                + " it (STINT-P017)");
  }

  @Test
  void principal_thatTheBaseHasElsewhere_isRefused() throws Exception {
    Files.writeString(
        dir.resolve("base.yaml"), Yaml.HEAD + "principals: {acme: {principals: {web: {}}}}\n");
    Path file = dir.resolve("p.yaml");
    Files.writeString(file, Yaml.HEAD + "extends: base.yaml\nprincipals: {web: {}}\n");

    assertThat(catchThrowable(() -> ProfileReader.read(file, ProfileReader.Strictness.STRICT)))
        .hasMessage(
            file
                + ":4:14: principal [web] stands elsewhere at [base.yaml:3] of the profile that"
                + " this one extends, write it there (STINT-P027)");
  }

  @Test
  void printed_itIsNestedAgain() throws Exception {
    String printed = ProfilePrinter.print(Yaml.read(SHOP));

    assertThat(printed)
        .endsWith(
            """
            principals:
              acme:
                match:
                  packages: ["com.acme.**"]
                limits:
                  threadLimit: 20
                principals:
                  web:
                    match:
                      packages: ["com.acme.web.**"]
                    limits:
                      threadLimit: 12
                      socketLimit: 7
                    principals:
                      pages:
                        match:
                          packages: ["com.acme.web.pages.**"]
                  batch:
                    limits:
                      threadLimit: 12
              other: {}
            """);
    assertThat(ProfilePrinter.print(Yaml.read(printed))).isEqualTo(printed);
  }
}
