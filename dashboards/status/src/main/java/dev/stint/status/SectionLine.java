package dev.stint.status;

import dev.stint.ledger.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The content of a section in one line. A section is free in its form, so this counts: a map of
 * many texts, or a list of rows that each have a {@code state}, as how often each occurs ({@code 7
 * armed, 1 missing}), another list by its first values.
 */
final class SectionLine {
  private static final int FEW = 6;
  private static final int DEEPEST = 3;
  private static final int MOST_DIFFERENT = 5;

  private SectionLine() {}

  static String of(@Nullable Object content) {
    return text(content, 0);
  }

  private static String text(@Nullable Object content, int depth) {
    if (content instanceof Map<?, ?> map) {
      return depth == DEEPEST ? "{" + map.size() + "}" : map(map, depth);
    }
    if (content instanceof Collection<?> list) {
      List<?> states = states(list);
      if (!list.isEmpty() && states.size() == list.size()) {
        return counted(states);
      }
      return depth == DEEPEST || list.size() > FEW ? "[" + list.size() + "]" : list(list, depth);
    }
    return Printable.line(String.valueOf(content), 128);
  }

  private static String map(Map<?, ?> map, int depth) {
    if (map.size() > FEW && map.values().stream().allMatch(String.class::isInstance)) {
      return counted(map.values());
    }
    return map.entrySet().stream()
        .limit(2 * FEW)
        .map(entry -> entry.getKey() + "=" + text(entry.getValue(), depth + 1))
        .collect(Collectors.joining(" "));
  }

  private static String counted(Collection<?> texts) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Object value : texts) {
      counts.merge(Printable.line((String) value, 32), 1, Integer::sum);
    }
    return counts.size() > MOST_DIFFERENT
        ? texts.size() + " entries"
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  /** The states of the rows that have one. */
  private static List<?> states(Collection<?> rows) {
    return rows.stream()
        .filter(row -> row instanceof Map<?, ?> map && map.get("state") instanceof String)
        .map(row -> ((Map<?, ?>) row).get("state"))
        .toList();
  }

  private static String list(Collection<?> list, int depth) {
    return list.stream()
        .map(value -> text(value, depth + 1))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
