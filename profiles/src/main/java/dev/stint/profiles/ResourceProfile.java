package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Sourced;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limits of one section of a profile: of the system, of everybody, or of one principal.
 * Immutable.
 *
 * <p>A resource without a limit inherits: only the ancestors of the scope bound it. Amounts are in
 * the unit of the resource; {@code frameGrantLimitPages} has become bytes. The limits of the
 * network profile that the section names are among them, except those that the section states
 * itself.
 */
public final class ResourceProfile {
  private final ProfileHeader header;

  /** What is written, without the limits of the network profile. */
  private final Section section;

  private final Map<Resource, Setting> settings;
  private final Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
  private final Set<Resource> exempt = EnumSet.noneOf(Resource.class);

  /** The limits for which something outside the file was set, even where the file decides. */
  private final Map<Resource, Sourced<Limit>> overrides;

  ResourceProfile(ProfileHeader header, Section section, @Nullable NetworkProfile network) {
    this(
        header,
        section,
        network == null
            ? section.settings()
            : Section.over(section.settings(), network.section().settings()),
        Map.of());
  }

  private ResourceProfile(
      ProfileHeader header,
      Section section,
      Map<Resource, Setting> settings,
      Map<Resource, Sourced<Limit>> overrides) {
    this.header = header;
    this.section = section;
    this.settings = settings;
    this.overrides = overrides;
    for (Map.Entry<Resource, Setting> entry : settings.entrySet()) {
      Limit limit = entry.getValue().limit();
      if (limit == null) {
        exempt.add(entry.getKey());
      } else {
        limits.put(entry.getKey(), limit);
      }
    }
  }

  ResourceProfile(
      ProfileHeader header,
      Map<Resource, Limit> limits,
      Map<Resource, Place> places,
      @Nullable String launcherProfile,
      @Nullable String networkProfile) {
    this(
        header,
        new Section(
            Section.of(limits, places).settings(),
            reference(launcherProfile),
            reference(networkProfile)),
        null);
  }

  private static Section.@Nullable Reference reference(@Nullable String name) {
    return name == null ? null : new Section.Reference(name, Place.WHOLE_FILE);
  }

  /** The same section where these limits decide. */
  ResourceProfile with(Map<Resource, Sourced<Limit>> decided) {
    Map<Resource, Setting> set = new EnumMap<>(Resource.class);
    for (Map.Entry<Resource, Sourced<Limit>> each : decided.entrySet()) {
      if (each.getValue().origin() != Origin.FILE) {
        set.put(each.getKey(), new Setting(each.getValue().value(), Place.WHOLE_FILE, List.of()));
      }
    }
    Section written = new Section(set, null, null).over(section);
    return new ResourceProfile(header, written, Section.over(set, settings), Map.copyOf(decided));
  }

  /** A section that is absent: it limits nothing. */
  static ResourceProfile empty(ProfileHeader header) {
    return new ResourceProfile(header, Section.EMPTY, null);
  }

  public String profileId() {
    return header.profileId();
  }

  public String versionId() {
    return header.versionId();
  }

  /** The policy epoch: a broker refuses an older one than it has bound. */
  public long epoch() {
    return header.epoch();
  }

  /** The file or stock profile it came from, as the reader was told. */
  public String source() {
    return header.file();
  }

  /** The limits in the order of the catalogue; each names its line as {@link Limit#origin}. */
  public Map<Resource, Limit> limits() {
    return Collections.unmodifiableMap(limits);
  }

  /**
   * The resources that are written {@code unlimited}, in the order of the catalogue: a request to
   * be exempt, which a broker refuses unless it has the capability. They have no limit in {@link
   * #limits}, and do not inherit one from a profile that this one extends.
   */
  public Set<Resource> exempt() {
    return Collections.unmodifiableSet(exempt);
  }

  /**
   * The limits that the limit or exemption of that resource took the place of, the nearest first:
   * those of the profiles that this one extends, then that of the network profile. Exemptions are
   * not among them.
   */
  public List<Limit> replaced(Resource resource) {
    Setting setting = settings.get(resource);
    return setting == null ? List.of() : setting.replaced();
  }

  /**
   * The limit of that resource with its origin and all that it overrode, the strongest first; null
   * when the section has none.
   */
  public @Nullable Sourced<Limit> sourced(Resource resource) {
    Sourced<Limit> override = overrides.get(resource);
    Limit limit = limits.get(resource);
    if (override != null || limit == null) {
      return override;
    }
    Sourced<Limit> written = Sourced.of(Origin.FILE, limit.origin(), limit);
    for (Limit other : replaced(resource)) {
      written = written.offer(Origin.FILE, other.origin(), other);
    }
    return written;
  }

  /** The name of the profile for what a launcher may start, or null. */
  public @Nullable String launcherProfile() {
    Section.Reference launcher = section.launcher();
    return launcher == null ? null : launcher.name();
  }

  /** The name of the network profile, or null. */
  public @Nullable String networkProfile() {
    Section.Reference network = section.network();
    return network == null ? null : network.name();
  }

  ProfileHeader header() {
    return header;
  }

  Section section() {
    return section;
  }

  boolean isEmpty() {
    return section.isEmpty();
  }

  /** Where the limit of that resource is written; the file as a whole when it has none. */
  Place place(Resource resource) {
    Setting setting = settings.get(resource);
    return setting == null ? Place.WHOLE_FILE : setting.place();
  }

  @Override
  public String toString() {
    return profileId() + " " + versionId() + " from " + source();
  }
}
