package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MatrixCommandTest {
  private static final Matrix SMALL =
      Matrix.parse(
          """
          code\tresource\thalf\tenforced\tfield\treserve\tdenial test
          5\ttimers\tagent\tdenies\ttimerWaiterLimit\tA.one, A.two, B.three\tXTest.first_case, YTest.other
          6\tqueue.entries\t-\tnot enforced\tendpointQueueLimit\t-\t-
          """);

  @Test
  void matrix_isAligned_withTheFirstOfSeveralNames() {
    StringWriter out = new StringWriter();

    SMALL.print(new PrintWriter(out, true));

    assertThat(out.toString())
        .isEqualTo(
            """
            CODE  RESOURCE       HALF   ENFORCED      FIELD               RESERVE   DENIAL TEST
            5     timers         agent  denies        timerWaiterLimit    A.one +2  XTest +1
            6     queue.entries  -      not enforced  endpointQueueLimit  -         -
            """);
  }

  @Test
  void matrix_asJson_hasEveryName() throws Exception {
    StringWriter out = new StringWriter();

    SMALL.printJson(new PrintWriter(out, true));

    assertThat(out.toString())
        .isEqualTo(
            """
            [ {
              "code" : 5,
              "resource" : "timers",
              "half" : "agent",
              "enforced" : "denies",
              "field" : [ "timerWaiterLimit" ],
              "reserve" : [ "A.one", "A.two", "B.three" ],
              "denial_test" : [ "XTest.first_case", "YTest.other" ]
            }, {
              "code" : 6,
              "resource" : "queue.entries",
              "half" : "-",
              "enforced" : "not enforced",
              "field" : [ "endpointQueueLimit" ],
              "reserve" : [ ],
              "denial_test" : [ ]
            } ]
            """);
  }

  @Test
  void doctor_withMatrix_printsItAndTestsNothing() {
    Typed typed = Typed.stint("doctor", "--matrix");

    assertThat(typed.status()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .startsWith("CODE  RESOURCE ")
        .containsPattern("(?m)^13 +threads +agent +denies +threadLimit +ThreadSites +")
        .containsPattern("(?m)^6 +queue\\.entries +- +not enforced +endpointQueueLimit +-");
  }

  @Test
  void doctor_withMatrixAsJson_isAnArray() {
    Typed typed = Typed.stint("doctor", "--matrix", "--json");

    assertThat(typed.status()).isZero();
    assertThat(typed.out()).startsWith("[ {").endsWith("} ]\n").contains("\"audit.reserve\"");
  }

  @Test
  void doctor_asJsonWithoutMatrix_isAMistake() {
    Typed typed = Typed.stint("doctor", "--json");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .isEqualTo("missing [--matrix] (STINT-C010)\nsee: stint doctor --help\n");
  }
}
