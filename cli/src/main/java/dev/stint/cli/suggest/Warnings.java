package dev.stint.cli.suggest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Warnings, each once, at most {@value #MOST}. Mutable. */
final class Warnings {
  private static final int MOST = 50;

  private final Set<String> lines = new LinkedHashSet<>();
  private boolean more;

  void add(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    } else {
      more |= !lines.contains(line);
    }
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (more) {
      all.add("and more warnings of the same kinds");
    }
    return all;
  }
}
