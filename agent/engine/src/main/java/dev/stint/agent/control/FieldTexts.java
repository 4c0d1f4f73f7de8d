package dev.stint.agent.control;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads fields and values by the reader of profiles, so that both mean the same in a file and on a
 * command line: a profile with one line for each field is made of them.
 */
final class FieldTexts {
  private static final String FILE = "live";
  private static final String HEAD =
      "schema: 1\nprofileId: live\nversionId: \"1\"\nepoch: 1\nprincipals:\n  live:\n"
          + "    limits:\n";
  private static final int FIRST_LINE = 8;
  private static final int LONGEST_VALUE = 256;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._]{0,63}");
  private static final Pattern PLACE = Pattern.compile("^" + FILE + ":\\d+:\\d+: ");

  private FieldTexts() {}

  /** The limits in the order of the texts; all of them are valid or none is returned. */
  static List<Wanted> parse(List<FieldText> texts) throws LiveRefused {
    StringBuilder yaml = new StringBuilder(HEAD);
    for (FieldText text : texts) {
      check(text);
      // Any amount shows which resource a field limits.
      String value = text.inherits() ? "0" : text.value();
      yaml.append("      ").append(text.field()).append(": ").append(value).append('\n');
    }
    Map<Integer, Map.Entry<Resource, Limit>> byLine = new HashMap<>();
    for (Map.Entry<Resource, Limit> entry : read(yaml.toString()).entrySet()) {
      byLine.put(line(entry.getValue()), entry);
    }
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      wanted.add(wanted(texts.get(i), byLine.get(FIRST_LINE + i)));
    }
    return wanted;
  }

  private static void check(FieldText text) throws LiveRefused {
    if (!NAME.matcher(text.field()).matches()) {
      throw LiveRefused.field(text.field(), "is not the name of a field");
    }
    String value = text.value();
    boolean plain = value.chars().allMatch(c -> c >= ' ' && c < 127);
    if (value.isBlank() || value.length() > LONGEST_VALUE || !plain) {
      throw LiveRefused.field(
          text.field(), "has the value [" + PrincipalName.printable(value) + "]: not an amount");
    }
  }

  private static Map<Resource, Limit> read(String yaml) throws LiveRefused {
    try {
      byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
      ProfileDocument document = ProfileReader.read(FILE, bytes, Strictness.STRICT);
      return document.forPrincipal("live").limits();
    } catch (ProfileException e) {
      String line = String.valueOf(e.getMessage());
      throw LiveRefused.denied(PLACE.matcher(line).replaceFirst(""));
    }
  }

  /** The reader writes {@code live:8 threadLimit} as the origin. */
  private static int line(Limit limit) {
    String origin = limit.origin();
    int colon = origin.indexOf(':');
    int blank = origin.indexOf(' ', colon);
    return Integer.parseInt(origin.substring(colon + 1, blank));
  }

  private static Wanted wanted(FieldText text, Map.@Nullable Entry<Resource, Limit> read)
      throws LiveRefused {
    if (read == null) {
      throw LiveRefused.field(text.field(), "is not a limit that can be changed while it runs");
    }
    return new Wanted(text.field(), read.getKey(), text.inherits() ? null : read.getValue());
  }
}
