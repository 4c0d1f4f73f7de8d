package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HookTableTest {
  private static final String ON_17 =
      """
      HOOK             RESOURCE         STATE    DETAIL
      thread.start     threads          armed
      socket.open      sockets          partial  not tested: no network
      1 of 2 hooks armed on JDK 17.0.15
      """;
  private static final String ON_25 =
      """
      HOOK             RESOURCE         STATE    DETAIL
      thread.start     threads          armed
      thread.virtual   threads.virtual  armed
      socket.open      sockets          missing  \u001b[31mred
      """;

  @Test
  void findings_ofTwoJdks_standSideBySide() {
    HookTable table = new HookTable();
    assertThat(table.add(25, ON_25)).isTrue();
    assertThat(table.add(17, ON_17)).isTrue();

    assertThat(print(table))
        .isEqualTo(
            """
            HOOK             RESOURCE         JDK 17   JDK 25   DETAIL
            thread.start     threads          armed    armed
            thread.virtual   threads.virtual  -        armed
            socket.open      sockets          partial  missing  jdk 17: not tested: no network; \
            jdk 25: ?[31mred
            """);
    assertThat(table.noneMissing()).isFalse();
  }

  @Test
  void partialHooks_areNotMissing() {
    HookTable table = new HookTable();
    table.add(17, ON_17);

    assertThat(table.noneMissing()).isTrue();
  }

  @Test
  void output_withoutAFinding_isNotATable() {
    assertThat(new HookTable().add(17, "Error: could not open the jar\n")).isFalse();
  }

  private static String print(HookTable table) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out, true));
    return out.toString();
  }
}
