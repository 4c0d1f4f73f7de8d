package dev.stint.agent.doctor;

import dev.stint.agent.HookState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The doctor's findings as a table and as a section of the snapshot. */
public final class HookTableText {
  private HookTableText() {}

  /** A table with a line for each hook, and one that sums up. */
  public static String table(List<HookState> states) {
    StringBuilder text = new StringBuilder();
    row(text, "HOOK", "RESOURCE", "STATE", "DETAIL");
    int armed = 0;
    for (HookState state : states) {
      row(text, state.hook(), state.resource(), state.state().label(), state.detail());
      armed += state.state() == HookState.State.ARMED ? 1 : 0;
    }
    text.append(armed).append(" of ").append(states.size()).append(" hooks armed on JDK ");
    text.append(Runtime.version()).append('\n');
    return text.toString();
  }

  private static void row(
      StringBuilder text, String hook, String resource, String state, String detail) {
    String row = String.format("%-16s %-16s %-8s %s", hook, resource, state, detail);
    text.append(row.stripTrailing()).append('\n');
  }

  /** A list of maps with hook, resource, state, detail. */
  public static Object section(List<HookState> states) {
    List<Object> rows = new ArrayList<>();
    for (HookState state : states) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("hook", state.hook());
      row.put("resource", state.resource());
      row.put("state", state.state().label());
      row.put("detail", state.detail());
      rows.add(row);
    }
    return rows;
  }
}
