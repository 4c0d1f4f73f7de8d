package dev.stint.cli;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.explain.ExplainedLimit;
import dev.stint.profiles.explain.ExplainedLimit.Ancestor;
import dev.stint.profiles.explain.ExplainedSection;
import dev.stint.profiles.explain.ExplainedSection.Kind;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Overridden;
import java.io.PrintWriter;
import java.util.List;

/** Prints an explanation as a table. For one use. */
final class ExplainText {
  private static final String INDENT = "  ";
  private static final String NETWORK = "its limits are below, the rest is not enforced";
  private static final String EXEMPTION = "asks to be exempt, limits of ancestors apply";

  private final Matrix matrix;
  private final NarrowTable table = new NarrowTable(38, 28, 22);

  ExplainText(Matrix matrix) {
    this.matrix = matrix;
  }

  void print(List<ExplainedSection> sections, PrintWriter out) {
    table.row("FIELD", "VALUE", "ENFORCED", "FROM");
    sections.forEach(this::section);
    table.print(out);
  }

  private void section(ExplainedSection section) {
    String indent = INDENT.repeat(section.depth());
    table.line(indent + title(section));
    if (section.networkProfile() != null) {
      table.row(indent + INDENT + "networkProfile", section.networkProfile(), "", NETWORK);
    }
    if (section.launcherProfile() != null) {
      table.row(
          indent + INDENT + "launcherProfile", section.launcherProfile(), Matrix.NOT_ENFORCED, "");
    }
    for (Resource resource : section.exempt()) {
      table.row(indent + INDENT + resource.profileField(), "unlimited", "", EXEMPTION);
    }
    if (section.limits().isEmpty() && section.exempt().isEmpty()) {
      table.line(indent + INDENT + "no limit");
    }
    section.limits().forEach(limit -> limit(indent + INDENT, limit));
  }

  private static String title(ExplainedSection section) {
    return switch (section.kind()) {
      case SYSTEM -> section.name() + " (the whole JVM)";
      case DEFAULTS -> section.name() + " (principals without an entry)";
      case PRINCIPAL -> section.name();
    };
  }

  private void limit(String indent, ExplainedLimit limit) {
    String field = limit.field();
    String from = from(limit.limit().origin(), limit.limit().where(), field);
    table.row(
        indent + field,
        limit.value(),
        matrix.enforcement(limit.resource()),
        limit.inheritedFrom() == null
            ? from
            : "inherited from " + limit.inheritedFrom() + ", " + from);
    for (Overridden<Limit> other : limit.limit().overridden()) {
      table.row(
          indent + INDENT + "instead of",
          value(limit.resource(), other.value(), field),
          "",
          from(
              other.origin(),
              other.where(),
              ProfilePrinter.field(limit.resource(), other.value())));
    }
    limit.tighter().forEach(above -> tighter(indent, limit, above));
  }

  private void tighter(String indent, ExplainedLimit limit, Ancestor above) {
    Limit value = above.limit().value();
    String field = ProfilePrinter.field(limit.resource(), value);
    table.row(
        indent + INDENT + "tighter: " + above.section(),
        value(limit.resource(), value, limit.field()),
        "",
        from(above.limit().origin(), above.limit().where(), field));
  }

  /** The value, with its field where that is another one. */
  private static String value(Resource resource, Limit limit, String field) {
    String value = ProfilePrinter.value(resource, limit);
    String own = ProfilePrinter.field(resource, limit);
    return own.equals(field) ? value : own + " " + value;
  }

  /** Without what the row says anyway: the principal and the field. */
  private static String from(Origin origin, String where, String field) {
    return switch (origin) {
      case ARGUMENT -> "argument";
      case PROPERTY -> "-Dstint.set";
      case ENVIRONMENT -> "environment";
      case FILE -> where.endsWith(" " + field) ? where.substring(0, where.lastIndexOf(' ')) : where;
      case DERIVED -> where;
    };
  }

  /** The sections of that name. */
  static List<ExplainedSection> named(List<ExplainedSection> sections, String name) {
    return sections.stream().filter(section -> section.name().equals(name)).toList();
  }

  /** The names of the principals. */
  static List<String> principals(List<ExplainedSection> sections) {
    return sections.stream()
        .filter(section -> section.kind() == Kind.PRINCIPAL)
        .map(ExplainedSection::name)
        .toList();
  }
}
