package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table {@code bad-profiles.txt}; its format is written at its top. */
final class BadProfiles {
  /** Rows of one kind, with a heading and a text for the guide. */
  record Group(String title, List<String> text, List<BadProfile> rows) {}

  private final List<Group> groups = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private @Nullable String made;
  private boolean whole;

  private BadProfiles() {}

  static List<Group> groups() {
    BadProfiles table = new BadProfiles();
    text().lines().forEach(table::line);
    return table.groups;
  }

  static Stream<BadProfile> rows() {
    return groups().stream().flatMap(group -> group.rows().stream());
  }

  private static String text() {
    try (InputStream in = BadProfiles.class.getResourceAsStream("bad-profiles.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("//")) {
      return;
    }
    String rest = line.length() < 2 ? "" : line.substring(2);
    switch (line.charAt(0)) {
      case '#' -> groups.add(new Group(rest, new ArrayList<>(), new ArrayList<>()));
      case '!' -> made = rest;
      case '|', '+' -> {
        whole = line.charAt(0) == '|';
        lines.add(rest);
      }
      case '>', '=' -> end(line.charAt(0) == '=', rest);
      default -> group().text().add(line);
    }
  }

  private void end(boolean read, String answer) {
    group().rows().add(new BadProfile(made, whole, List.copyOf(lines), read, answer));
    made = null;
    lines.clear();
  }

  private Group group() {
    return groups.get(groups.size() - 1);
  }
}
