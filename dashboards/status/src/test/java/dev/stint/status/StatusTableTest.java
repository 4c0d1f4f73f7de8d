package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Admission;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTableTest {
  @Test
  void render_ofLimitsAndUse_isATable() {
    Ledgers ledgers = Samples.aliceAndBob();
    Limit perSecond = Limit.hard(1_000).perWindow(1_000_000_000L).withAdmission(Admission.OBSERVED);
    ledgers.binder("test").bind(ledgers.principal("bob"), Resource.FUEL, perSecond);
    ledgers.principal("bob").charge(Resource.FUEL, 1_500);

    String table = StatusTable.render(Samples.snapshots(ledgers).snapshot(), TableOptions.DEFAULT);

    assertThat(table)
        .isEqualTo(
            """
            PRINCIPAL  RESOURCE        USED  LIMIT  USED%   PEAK  TOTAL  DENIED
            (system)   linear.memory  1.5Ki      -      -  1.5Ki  1.5Ki       0
            (system)   fuel            1.5k      -      -   1.5k   1.5k       0
            (system)   threads            3      -      -      3      3       0
            alice      threads            3      4    75%      3      3       1
            bob        linear.memory  1.5Ki      -      -  1.5Ki  1.5Ki       0
            bob        fuel            1.5k  1k/1s   150%   1.5k   1.5k   0 [1]
            hooks: installed=7 missing=[java.net.Socket]
            """);
  }

  @Test
  void render_ofOnePrincipalWithAllScopes_showsPathsMadePrintable() {
    Snapshot snapshot = Samples.snapshots(Samples.aliceAndBob()).snapshot();

    String table = StatusTable.render(snapshot, new TableOptions(120, true, "bob"));

    assertThat(table)
        .startsWith(
            """
            PRINCIPAL         RESOURCE        USED  LIMIT  USED%   PEAK  TOTAL  DENIED
            bob               linear.memory  1.5Ki      -      -  1.5Ki  1.5Ki       0
            system/bob/s<1>?  linear.memory  1.5Ki      -      -  1.5Ki  1.5Ki       0
            """);
  }

  @Test
  void render_ofHostileNames_staysInItsWidthAndPrintable() {
    String hostile = "\u001b[31m\u202e\r\n" + "x".repeat(500);
    Snapshot.LedgerView ledger = ledger();
    Snapshot snapshot =
        new Snapshot(
            1,
            List.of(
                new Snapshot.ScopeView(
                    hostile, ScopeKind.PRINCIPAL, hostile, hostile, List.of(ledger))),
            new AuditHead(0, ""),
            3,
            Map.of(hostile, Map.of(hostile, hostile)));

    for (int width : new int[] {0, 40, 63, 80, 200}) {
      String table = StatusTable.render(snapshot, new TableOptions(width, true, null));

      assertThat(table).contains("faults: 3 counters went below zero").matches("[ -~\n]+");
      assertThat(table.lines()).allMatch(line -> line.length() <= Math.max(40, width));
    }
  }

  private static Snapshot.LedgerView ledger() {
    long most = Long.MAX_VALUE;
    return new Snapshot.LedgerView(
        Resource.MONEY_MICROS,
        most,
        most,
        most,
        most,
        most,
        most,
        most,
        most,
        most,
        null,
        0,
        null,
        "-");
  }

  @Test
  void render_ofNothing_saysSo() {
    Snapshot empty = new Snapshot(1, List.of(), new AuditHead(0, ""), 0, Map.of());

    assertThat(StatusTable.render(empty, TableOptions.DEFAULT))
        .isEqualTo("no ledger was used or limited yet\n");
  }

  @Test
  void section_ofManyStates_isCounted() {
    Map<String, Object> hooks = new TreeMap<>();
    for (int i = 0; i < 9; i++) {
      hooks.put("hook" + i, i == 4 ? "missing" : "woven");
    }

    assertThat(SectionLine.of(hooks)).isEqualTo("1 missing, 8 woven");
    List<Object> rows =
        List.of(
            Map.of("hook", "a", "state", "armed"),
            Map.of("hook", "b", "state", "partial"),
            Map.of("hook", "c", "state", "armed"));
    assertThat(SectionLine.of(rows)).isEqualTo("2 armed, 1 partial");
  }
}
