package dev.stint.agent.control;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The limits in force and what is used of them, as an answer. */
final class LimitTable {
  private LimitTable() {}

  /** A row for each ledger that was ever limited or used, at most so many as of changes. */
  static Map<String, Object> of(List<Scope> scopes) {
    List<Object> rows = new ArrayList<>();
    long omitted = 0;
    for (Scope scope : scopes) {
      for (Ledger ledger : scope.ledgers()) {
        if (ledger.limit() == null && ledger.peak() == 0 && ledger.used() == 0) {
          continue;
        }
        if (rows.size() == Rows.MOST) {
          omitted++;
        } else {
          rows.add(row(scope, ledger));
        }
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("limits", rows);
    answer.put("omitted", omitted);
    return answer;
  }

  private static Map<String, Object> row(Scope scope, Ledger ledger) {
    Resource resource = ledger.resource();
    Limit limit = ledger.limit();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("principal", scope.name());
    row.put("path", scope.path());
    row.put("resource", resource.label());
    row.put("limit", limit == null ? "-" : LimitTexts.value(resource, limit));
    row.put("used", LimitTexts.amount(resource, ledger.used()));
    row.put("peak", LimitTexts.amount(resource, ledger.peak()));
    row.put("origin", limit == null ? "-" : limit.origin());
    row.put("binding", LimitTexts.binding(ledger));
    long excess = Rows.excess(ledger, limit);
    if (excess > 0) {
      row.put("overcommitted", LimitTexts.amount(resource, excess));
    }
    return row;
  }
}
