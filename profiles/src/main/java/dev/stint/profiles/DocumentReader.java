package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole profile from its tree. Mutable, for one document. */
final class DocumentReader {
  private static final Map<String, String> TOP =
      Shapes.names("schema", "profileId", "versionId", "epoch", "system", "default", "principals");
  private static final Map<String, String> PRINCIPAL = Shapes.names("match", "limits");

  private final Findings findings;
  private final Mapping root;
  private final Map<String, Field> top = new LinkedHashMap<>();

  DocumentReader(Findings findings, Mapping root) {
    this.findings = findings;
    this.root = root;
    for (Field field : root.fields()) {
      top.put(field.name(), field);
    }
  }

  ProfileDocument read() throws ProfileException {
    ProfileHeader header = new HeaderReader(findings, root, top).read();
    for (Field field : root.fields()) {
      if (!TOP.containsKey(field.name())) {
        findings.unknown(field.key(), "a profile", TOP);
      }
    }
    ResourceProfile system = section(header, top.get("system"));
    ResourceProfile defaults = section(header, top.get("default"));
    List<PrincipalRule> rules = principals(header, top.get("principals"));
    refuseAbove(defaults, PrincipalName.DEFAULT, system);
    for (PrincipalRule rule : rules) {
      refuseAbove(rule.profile(), rule.principal(), system);
    }
    return new ProfileDocument(header, system, defaults, rules, findings.warnings());
  }

  private ResourceProfile section(ProfileHeader header, @Nullable Field field)
      throws ProfileException {
    return field == null
        ? ResourceProfile.empty(header)
        : new LimitsReader(findings, header).read(Shapes.mapping(findings, field));
  }

  private List<PrincipalRule> principals(ProfileHeader header, @Nullable Field field)
      throws ProfileException {
    List<PrincipalRule> rules = new ArrayList<>();
    if (field != null) {
      for (Field entry : Shapes.mapping(findings, field).fields()) {
        rules.add(principal(header, entry));
      }
    }
    return rules;
  }

  private PrincipalRule principal(ProfileHeader header, Field entry) throws ProfileException {
    checkName(entry.key());
    Field match = null;
    Field limits = null;
    for (Field part : Shapes.mapping(findings, entry).fields()) {
      switch (part.name()) {
        case "match" -> match = part;
        case "limits" -> limits = part;
        default -> findings.unknown(part.key(), "a principal", known(part));
      }
    }
    if (match != null && entry.name().equals(PrincipalName.ANONYMOUS)) {
      throw findings.error(
          match.key(),
          Codes.PRINCIPAL_NAME,
          "principal [anonymous] runs what names nobody, it matches no code, leave [match] out");
    }
    Patterns patterns = Patterns.read(findings, match);
    return new PrincipalRule(
        entry.name(),
        patterns.packages(),
        patterns.codeSources(),
        patterns.classLoaders(),
        section(header, limits));
  }

  /** A limit that stands beside {@code limits} and not in it is the usual slip. */
  private static Map<String, String> known(Field part) {
    boolean limit = LimitField.byName(part.name()) != null;
    return limit ? Map.of(part.name(), "limits: {" + part.name() + ": ...}") : PRINCIPAL;
  }

  private void checkName(Scalar key) throws ProfileException {
    String name = key.text();
    if (!PrincipalName.isValid(name)) {
      throw findings.error(
          key,
          Codes.PRINCIPAL_NAME,
          "principal name [" + Shown.value(name) + "] must be 1 to 64 characters of [A-Za-z0-9_-]");
    }
    if (name.equals(PrincipalName.DEFAULT)) {
      throw findings.error(
          key,
          Codes.PRINCIPAL_NAME,
          "principal [default] is reserved, write its limits below [default] at the top");
    }
    if (name.equals(PrincipalName.STINT)) {
      throw findings.error(
          key,
          Codes.PRINCIPAL_NAME,
          "principal [stint] is reserved for our own overhead, only [system] limits it");
    }
  }

  private static void refuseAbove(ResourceProfile child, String name, ResourceProfile system)
      throws ProfileException {
    ProfileProblem above = ParentCheck.firstAbove(child, name, system.limits(), "system");
    if (above != null) {
      throw new ProfileException(above);
    }
  }
}
