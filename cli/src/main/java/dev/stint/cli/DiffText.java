package dev.stint.cli;

import dev.stint.profiles.diff.FieldChange;
import dev.stint.profiles.diff.FieldChange.Direction;
import dev.stint.profiles.diff.ProfileDiff;
import dev.stint.profiles.diff.SectionDiff;
import dev.stint.profiles.diff.SectionDiff.Presence;
import dev.stint.profiles.diff.SectionDiff.SettingChange;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Prints what differs between two profiles as a table. For one use. */
final class DiffText {
  private final NarrowTable table = new NarrowTable(9, 36, 28, 28, 8);
  private final Map<Direction, Integer> counts = new EnumMap<>(Direction.class);

  void print(ProfileDiff diff, PrintWriter out) {
    if (diff.sections().isEmpty()) {
      out.println("no difference");
      return;
    }
    diff.sections().forEach(this::section);
    table.line(sum());
    table.print(out);
  }

  private void section(SectionDiff section) {
    table.line(title(section));
    for (SettingChange change : section.settings()) {
      table.row(
          "  changed",
          change.name(),
          Shown.text(change.before()),
          Shown.text(change.after()),
          "",
          "");
    }
    section.limits().forEach(this::limit);
  }

  static String title(SectionDiff section) {
    String kind = section.isPrincipal() ? "principal " : "";
    String presence =
        section.presence() == Presence.BOTH ? "" : " (" + word(section.presence()) + ")";
    return kind + section.name() + presence;
  }

  private void limit(FieldChange change) {
    counts.merge(change.direction(), 1, Integer::sum);
    table.row(
        "  " + word(change.what()),
        change.field(),
        change.beforeText(),
        change.afterText(),
        change.direction() == Direction.SAME ? "" : factor(change.factor()),
        word(change.direction()));
  }

  /** Three digits are enough to judge by. */
  private static String factor(double factor) {
    if (Double.isNaN(factor)) {
      return "";
    }
    BigDecimal rounded = new BigDecimal(factor).round(new MathContext(3));
    boolean readable = factor == 0 || factor >= 0.001 && factor < 100_000;
    String text = rounded.stripTrailingZeros().toPlainString();
    return "x" + (readable ? text : String.format(Locale.ROOT, "%.1e", factor));
  }

  private String sum() {
    StringBuilder line = new StringBuilder();
    for (Direction direction : Direction.values()) {
      line.append(line.length() == 0 ? "" : ", ");
      line.append(counts.getOrDefault(direction, 0)).append(' ').append(word(direction));
    }
    return line.toString();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
