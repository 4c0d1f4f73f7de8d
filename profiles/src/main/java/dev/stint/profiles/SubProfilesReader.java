package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the definitions below {@code networkProfiles:} and {@code launcherProfiles:}. */
final class SubProfilesReader {
  private static final Map<String, String> LAUNCHER =
      Shapes.names("commands", "capsules", "processLimit", "depth");
  private static final Pattern DEPTH = Pattern.compile("\\d{1,2}");

  private final Findings findings;
  private final ProfileHeader header;

  SubProfilesReader(Findings findings, ProfileHeader header) {
    this.findings = findings;
    this.header = header;
  }

  Map<String, NetworkProfile> networks(@Nullable Field field) throws ProfileException {
    Map<String, NetworkProfile> all = new LinkedHashMap<>();
    for (Field entry : entries(field)) {
      Shapes.identifier(findings, entry.key(), "networkProfiles");
      Mapping mapping = Shapes.mapping(findings, entry);
      all.put(entry.name(), new NetworkReader(findings, header).read(entry.name(), mapping));
    }
    return all;
  }

  Map<String, LauncherProfile> launchers(@Nullable Field field) throws ProfileException {
    Map<String, LauncherProfile> all = new LinkedHashMap<>();
    for (Field entry : entries(field)) {
      Shapes.identifier(findings, entry.key(), "launcherProfiles");
      all.put(entry.name(), launcher(entry.name(), Shapes.mapping(findings, entry)));
    }
    return all;
  }

  private List<Field> entries(@Nullable Field field) throws ProfileException {
    return field == null ? List.of() : Shapes.mapping(findings, field).fields();
  }

  private LauncherProfile launcher(String name, Mapping mapping) throws ProfileException {
    List<String> commands = null;
    List<String> capsules = null;
    Limit processLimit = null;
    Integer depth = null;
    for (Field part : mapping.fields()) {
      switch (part.name()) {
        case "commands" -> commands = Patterns.patterns(findings, part);
        case "capsules" -> capsules = Patterns.patterns(findings, part);
        case "processLimit" -> processLimit = processLimit(part);
        case "depth" -> depth = depth(part);
        default -> findings.unknown(part.key(), "a launcher profile", LAUNCHER);
      }
    }
    return new LauncherProfile(name, commands, capsules, processLimit, depth);
  }

  private Limit processLimit(Field part) throws ProfileException {
    return new LimitReader(findings, LimitField.processes(), part, null).read();
  }

  private int depth(Field part) throws ProfileException {
    String text = Shapes.text(findings, part);
    int depth =
        DEPTH.matcher(text).matches() ? Integer.parseInt(text) : LauncherProfile.DEEPEST + 1;
    if (depth > LauncherProfile.DEEPEST) {
      throw findings.error(
          part.value(),
          Codes.NOT_AN_AMOUNT,
          "field [depth], depth ["
              + Shown.value(text)
              + "] is not a whole number from 0 to "
              + LauncherProfile.DEEPEST);
    }
    return depth;
  }
}
