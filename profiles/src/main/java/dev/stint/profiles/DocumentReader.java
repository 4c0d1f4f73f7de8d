package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what one file says, and adds what the files that it extends say. For one document. */
final class DocumentReader {
  static final Map<String, String> TOP =
      Shapes.names(
          "schema",
          "profileId",
          "versionId",
          "epoch",
          "extends",
          "networkProfiles",
          "launcherProfiles",
          "system",
          "default",
          "principals");

  private final Findings findings;
  private final Bases bases;
  private final Mapping root;
  private final Map<String, Field> top = new LinkedHashMap<>();

  /**
   * @param bases where the files that this one extends are found
   */
  DocumentReader(Findings findings, Bases bases, Mapping root) {
    this.findings = findings;
    this.bases = bases;
    this.root = root;
    for (Field field : root.fields()) {
      top.put(field.name(), field);
    }
  }

  Draft read() throws ProfileException {
    ProfileHeader header = new HeaderReader(findings, root, top).read();
    for (Field field : root.fields()) {
      if (!TOP.containsKey(field.name())) {
        findings.unknown(field.key(), "a profile", TOP);
      }
    }
    Field extended = top.get("extends");
    Draft base = extended == null ? null : bases.read(findings, extended);
    Draft own = own(header);
    return base == null ? own : own.over(base);
  }

  private Draft own(ProfileHeader header) throws ProfileException {
    SubProfilesReader named = new SubProfilesReader(findings, header);
    return new Draft(
        header,
        section(top.get("system")),
        section(top.get("default")),
        new PrincipalsReader(findings).read(top.get("principals")),
        named.networks(top.get("networkProfiles")),
        named.launchers(top.get("launcherProfiles")));
  }

  private Section section(@Nullable Field field) throws ProfileException {
    return LimitsReader.section(findings, field);
  }
}
