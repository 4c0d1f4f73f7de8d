package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole profile: the limits of the system, of everybody and of each principal. Immutable. */
public final class ProfileDocument {
  private final ProfileHeader header;
  private final ResourceProfile system;
  private final ResourceProfile defaults;
  private final ResourceProfile none;
  private final Map<String, PrincipalRule> byName = new LinkedHashMap<>();
  private final RuleMatcher matcher;
  private final List<ProfileProblem> warnings;

  ProfileDocument(
      ProfileHeader header,
      ResourceProfile system,
      ResourceProfile defaults,
      List<PrincipalRule> rules,
      List<ProfileProblem> warnings) {
    this.header = header;
    this.system = system;
    this.defaults = defaults;
    this.none = ResourceProfile.empty(header);
    this.matcher = new RuleMatcher(rules);
    this.warnings = List.copyOf(warnings);
    for (PrincipalRule rule : rules) {
      byName.put(rule.principal(), rule);
    }
  }

  /** The same document with other limits. */
  ProfileDocument with(
      ResourceProfile newSystem, ResourceProfile newDefaults, List<PrincipalRule> rules) {
    return new ProfileDocument(header, newSystem, newDefaults, rules, warnings);
  }

  public String profileId() {
    return header.profileId();
  }

  public String versionId() {
    return header.versionId();
  }

  public long epoch() {
    return header.epoch();
  }

  /** The file or stock profile it came from, as the reader was told. */
  public String source() {
    return header.file();
  }

  /** The version of the format that the file states. */
  public int schema() {
    return header.schema();
  }

  /** The limits of the whole JVM; empty when the file has none. */
  public ResourceProfile system() {
    return system;
  }

  /** The limits of every principal without an entry of its own; empty when the file has none. */
  public ResourceProfile defaults() {
    return defaults;
  }

  /** The principals in the order of the file. */
  public List<PrincipalRule> rules() {
    return List.copyOf(byName.values());
  }

  /**
   * The limits of that principal: its own entry, else the defaults; the two are never mixed.
   * Stint's own overhead, {@code stint}, has none but those of the system.
   */
  public ResourceProfile forPrincipal(String name) {
    if (name.equals(PrincipalName.STINT)) {
      return none;
    }
    PrincipalRule rule = byName.get(name);
    return rule == null ? defaults : rule.profile();
  }

  /**
   * The principal as which a class runs, or null when no entry names it. The most specific entry
   * wins: by class loader, then by code source, then by the longest package pattern, then the
   * first.
   *
   * @param className the binary name, with dots or slashes
   * @param codeSource the path or address it was loaded from
   * @param classLoaderClass the class name of its class loader
   */
  public @Nullable PrincipalRule match(
      String className, @Nullable String codeSource, @Nullable String classLoaderClass) {
    return matcher.match(className, codeSource, classLoaderClass);
  }

  /** What the reader tolerated, at most 100 entries. */
  public List<ProfileProblem> warnings() {
    return warnings;
  }

  ProfileHeader header() {
    return header;
  }
}
