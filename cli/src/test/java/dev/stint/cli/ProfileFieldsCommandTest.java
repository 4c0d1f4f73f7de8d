package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProfileFieldsCommandTest {
  private static final FieldTable SMALL =
      FieldTable.parse(
          """
          field\tresource\tcode\tunit\tkind\tenforced
          threadLimit\tthreads\t13\tcount\tstock\tagent denies
          launcherProfile\t-\t-\tname\treference\tnot enforced
          """);

  @Test
  void fields_areAligned() {
    StringWriter out = new StringWriter();

    SMALL.print(new PrintWriter(out, true));

    assertThat(out.toString())
        .isEqualTo(
            """
            FIELD            RESOURCE  CODE  UNIT   KIND       ENFORCED
            threadLimit      threads   13    count  stock      agent denies
            launcherProfile  -         -     name   reference  not enforced
            """);
  }

  @Test
  void fields_asJson_leaveOutWhatARowDoesNotHave() throws Exception {
    StringWriter out = new StringWriter();

    SMALL.printJson(new PrintWriter(out, true));

    assertThat(out.toString())
        .isEqualTo(
            """
            [ {
              "field" : "threadLimit",
              "resource" : "threads",
              "code" : 13,
              "unit" : "count",
              "kind" : "stock",
              "enforced" : "agent denies"
            }, {
              "field" : "launcherProfile",
              "unit" : "name",
              "kind" : "reference",
              "enforced" : "not enforced"
            } ]
            """);
  }

  @Test
  void profileFields_printsTheTableOfThisVersion_within120Columns() {
    Typed typed = Typed.stint("profile", "fields");

    assertThat(typed.status()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .startsWith("FIELD ")
        .containsPattern("(?m)^threadLimit +threads +13 +count +stock +agent denies$")
        .containsPattern("(?m)^fuelTotal +fuel +4 +instructions +flow in total +sandbox denies$");
    assertThat(typed.out().lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void profileFields_asJson_isAnArray() {
    Typed typed = Typed.stint("profile", "fields", "--json");

    assertThat(typed.status()).isZero();
    assertThat(typed.out()).startsWith("[ {").endsWith("} ]\n").contains("\"dmaBufferLimit\"");
  }
}
