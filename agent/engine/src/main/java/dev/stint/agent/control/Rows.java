package dev.stint.agent.control;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of an answer, one for each limit that changed; at most {@value #MOST}. */
final class Rows {
  static final int MOST = 5_000;

  private final LiveControl.Unenforced unenforced;
  private final List<Object> rows = new ArrayList<>();
  private long omitted;

  Rows(LiveControl.Unenforced unenforced) {
    this.unenforced = unenforced;
  }

  /**
   * A field that somebody named.
   *
   * @param after not what was wanted where somebody else's limit is tighter
   */
  void set(
      String principal,
      Wanted wanted,
      @Nullable Limit before,
      @Nullable Limit after,
      long overcommitted) {
    Resource resource = wanted.resource();
    Map<String, Object> row = row("set", principal, resource, before, after);
    row.put("field", wanted.field());
    put(row, resource, overcommitted);
  }

  void set(
      String principal,
      Resource resource,
      @Nullable Limit before,
      @Nullable Limit after,
      long overcommitted) {
    String state = after == null ? "removed" : "set";
    put(row(state, principal, resource, before, after), resource, overcommitted);
  }

  /** A limit of somebody else that stays because it is not looser. */
  void kept(String principal, Resource resource, Limit limit) {
    put(row("kept", principal, resource, limit, limit), resource, 0);
  }

  private static Map<String, Object> row(
      String state,
      String principal,
      Resource resource,
      @Nullable Limit before,
      @Nullable Limit after) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("state", state);
    row.put("principal", principal);
    row.put("field", LimitTexts.field(resource));
    row.put("before", LimitTexts.value(resource, before));
    row.put("after", LimitTexts.value(resource, after));
    if (after != null) {
      row.put("origin", after.origin());
    }
    return row;
  }

  private void put(Map<String, Object> row, Resource resource, long overcommitted) {
    if (rows.size() == MOST) {
      omitted++;
      return;
    }
    if (overcommitted > 0) {
      row.put("overcommitted", LimitTexts.amount(resource, overcommitted));
    }
    String why = row.containsKey("origin") ? unenforced.why(resource) : null;
    if (why != null) {
      row.put("note", why);
    }
    rows.add(row);
  }

  /** What the ledger holds above that limit. */
  static long excess(@Nullable Ledger ledger, @Nullable Limit limit) {
    if (ledger == null || limit == null || limit.admission() == Admission.OBSERVED) {
      return 0;
    }
    return Math.max(0, ledger.used() - limit.room());
  }

  Map<String, Object> answer(boolean dryRun) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("dryRun", dryRun);
    answer.put("changes", rows);
    answer.put("omitted", omitted);
    return answer;
  }
}
