package dev.stint.profiles;

import java.util.stream.Collectors;

/** Writes {@code docs/guide/bad-profiles.md} from the table. */
final class BadGuide {
  private static final String TOP =
      """
      # Bad profiles

      A profile that cannot be used is refused as a whole, with one line: the place as `file:line:column`, the facts in
      brackets, a code that has a page. Where the file as a whole is meant, there is no line and no column. Nothing is
      bound, no ledger is made, and the limits in force stay as they are. What a broker refuses to bind is on record
      once in the [audit](audit.md).

      - `stint profile check FILE` prints the line and ends with status 78; what is no regular file, with 66.
      - The agent in `enforce` prints it and stops the start; in `observe` it prints it and limits nothing.
      - A storm of refusals is recorded at most %d times in a minute; the next record counts the others.

      Below is what is tested, and the whole answer to it. Texts follow the two lines `schema: 1` and `profileId: p`, so
      they begin in line 3; those that begin otherwise are whole files. `<U+0009>` stands for that character and
      `<byte E9>` for that byte.

      Made by `tools/bad-profiles` from the table of the tests; do not edit it here.
      """;

  private BadGuide() {}

  static String page() {
    StringBuilder page = new StringBuilder(TOP.formatted(RefusedProfiles.MOST_PER_MINUTE));
    for (BadProfiles.Group group : BadProfiles.groups()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      if (!group.text().isEmpty()) {
        page.append(String.join("\n", group.text())).append("\n\n");
      }
      page.append("| Profile | Answer |\n|---|---|\n");
      for (BadProfile row : group.rows()) {
        page.append("| ").append(profile(row)).append(" | ").append(answer(row)).append(" |\n");
      }
    }
    return page.toString();
  }

  private static String profile(BadProfile row) {
    if (row.made() != null) {
      return row.made();
    }
    String lines = row.lines().stream().map(BadGuide::code).collect(Collectors.joining("<br>"));
    return row.whole() ? "whole file:<br>" + lines : lines;
  }

  private static String answer(BadProfile row) {
    if (row.read()) {
      return "read as " + code(row.answer());
    }
    int code = row.answer().lastIndexOf(" (STINT-");
    String link = row.answer().substring(code + 2, row.answer().length() - 1);
    return code(row.answer().substring(0, code)) + " ([" + link + "](../errors/" + link + ".md))";
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
