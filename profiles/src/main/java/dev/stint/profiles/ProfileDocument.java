package dev.stint.profiles;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.Collections;
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
  private final Map<String, NetworkProfile> networks;
  private final Map<String, LauncherProfile> launchers;
  private final List<ProfileProblem> warnings;

  ProfileDocument(
      ProfileHeader header,
      ResourceProfile system,
      ResourceProfile defaults,
      List<PrincipalRule> rules,
      Map<String, NetworkProfile> networks,
      Map<String, LauncherProfile> launchers,
      List<ProfileProblem> warnings) {
    this.header = header;
    this.system = system;
    this.defaults = defaults;
    this.none = ResourceProfile.empty(header);
    this.matcher = new RuleMatcher(rules);
    this.networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    this.launchers = Collections.unmodifiableMap(new LinkedHashMap<>(launchers));
    this.warnings = List.copyOf(warnings);
    for (PrincipalRule rule : rules) {
      byName.put(rule.principal(), rule);
    }
  }

  /** The same document with other limits. */
  ProfileDocument with(
      ResourceProfile newSystem, ResourceProfile newDefaults, List<PrincipalRule> rules) {
    return new ProfileDocument(
        header, newSystem, newDefaults, rules, networks, launchers, warnings);
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

  /**
   * The principals, parents before those nested in them; those of the file itself before those of
   * the profiles that it extends.
   */
  public List<PrincipalRule> rules() {
    return List.copyOf(byName.values());
  }

  /** The entry of that principal, or null. */
  public @Nullable PrincipalRule rule(String principal) {
    return byName.get(principal);
  }

  /**
   * The principals that the entry of that one is nested in, the nearest first; none when it has no
   * entry or stands at the top.
   */
  public List<PrincipalRule> ancestors(String principal) {
    List<PrincipalRule> line = new ArrayList<>();
    PrincipalRule rule = byName.get(principal);
    while (rule != null && rule.parent() != null) {
      rule = byName.get(rule.parent());
      if (rule != null) {
        line.add(rule);
      }
    }
    return line;
  }

  /**
   * The scope that the principal of that name is charged in, made when there is none: below the
   * scopes of its ancestors, or directly below the system. Its limits are not bound by that.
   */
  public Scope scope(Ledgers ledgers, String principal) {
    List<PrincipalRule> line = ancestors(principal);
    Scope scope = ledgers.system();
    for (int i = line.size() - 1; i >= 0; i--) {
      scope = scope.child(ScopeKind.PRINCIPAL, line.get(i).principal());
    }
    return scope.child(ScopeKind.PRINCIPAL, principal);
  }

  /** The network profile of that name, or null. */
  public @Nullable NetworkProfile networkProfile(String name) {
    return networks.get(name);
  }

  /** The launcher profile of that name, or null. */
  public @Nullable LauncherProfile launcherProfile(String name) {
    return launchers.get(name);
  }

  /** The network profiles by name, in the order of the file. */
  public Map<String, NetworkProfile> networkProfiles() {
    return networks;
  }

  /** The launcher profiles by name, in the order of the file. */
  public Map<String, LauncherProfile> launcherProfiles() {
    return launchers;
  }

  /**
   * The limits of that principal: its own entry, else the defaults; the two are never mixed. Those
   * of its {@link #ancestors} apply beside them, since its scope is below theirs.
   *
   * <p>Stint's own overhead, {@code stint}, has none but those of the system.
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
