package dev.stint.agent.report;

import dev.stint.agent.Log;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.site.Sites;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lines at exit: one per principal that used anything, then one for the whole. What is held is
 * back at what it was at the start unless the application ended with it open.
 */
public final class ExitReport {
  private final Ledgers ledgers;
  private final DenialLog denials;

  public ExitReport(Ledgers ledgers, DenialLog denials) {
    this.ledgers = ledgers;
    this.denials = denials;
  }

  /** Prints the lines. */
  public void print(Log log) {
    denials.flush();
    for (String line : lines()) {
      log.line(line);
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<Scope> scopes = ledgers.system().children();
    scopes.sort(Comparator.comparing(Scope::name));
    for (Scope scope : scopes) {
      String used = used(scope);
      if (scope.kind() == ScopeKind.PRINCIPAL && !used.isEmpty()) {
        lines.add("principal [" + scope.name() + "]" + used);
      }
    }
    lines.add(
        "faults ["
            + (ledgers.faults() + Sites.faults())
            + "], repeated denials ["
            + denials.repeated()
            + "]");
    return lines;
  }

  private static String used(Scope scope) {
    StringBuilder text = new StringBuilder();
    for (Ledger ledger : scope.ledgers()) {
      if (ledger.total() > 0 || ledger.denied() > 0 || ledger.wouldDeny() > 0) {
        text.append(text.length() == 0 ? " " : ", ").append(ledger.resource().label());
        if (ledger.resource().kind() == ResourceKind.STOCK) {
          text.append(" current ").append(ledger.used()).append(" peak ").append(ledger.peak());
        }
        text.append(" total ").append(ledger.total()).append(" denied ").append(ledger.denied());
        text.append(" would-deny ").append(ledger.wouldDeny());
      }
    }
    return text.toString();
  }
}
