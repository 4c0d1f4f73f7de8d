package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Sourced;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The limits of one section of a profile: of the system, of everybody, or of one principal.
 * Immutable.
 *
 * <p>A resource without a limit inherits: only the ancestors of the scope bound it. Amounts are in
 * the unit of the resource; {@code frameGrantLimitPages} has become bytes.
 */
public final class ResourceProfile {
  private final ProfileHeader header;
  private final Map<Resource, Limit> limits;
  private final Map<Resource, Place> places;
  private final @Nullable String launcherProfile;
  private final @Nullable String networkProfile;

  /** The limits for which something outside the file was set. */
  private final Map<Resource, Sourced<Limit>> overrides;

  ResourceProfile(
      ProfileHeader header,
      Map<Resource, Limit> limits,
      Map<Resource, Place> places,
      @Nullable String launcherProfile,
      @Nullable String networkProfile) {
    this(header, limits, places, launcherProfile, networkProfile, Map.of());
  }

  private ResourceProfile(
      ProfileHeader header,
      Map<Resource, Limit> limits,
      Map<Resource, Place> places,
      @Nullable String launcherProfile,
      @Nullable String networkProfile,
      Map<Resource, Sourced<Limit>> overrides) {
    this.header = header;
    this.limits = Collections.unmodifiableMap(copy(limits));
    this.places = copy(places);
    this.launcherProfile = launcherProfile;
    this.networkProfile = networkProfile;
    this.overrides = copy(overrides);
  }

  /** The same section where these limits decide. */
  ResourceProfile with(Map<Resource, Sourced<Limit>> decided) {
    Map<Resource, Limit> newLimits = copy(limits);
    Map<Resource, Place> newPlaces = copy(places);
    for (Map.Entry<Resource, Sourced<Limit>> each : decided.entrySet()) {
      newLimits.put(each.getKey(), each.getValue().value());
      if (each.getValue().origin() != Origin.FILE) {
        newPlaces.remove(each.getKey());
      }
    }
    return new ResourceProfile(
        header, newLimits, newPlaces, launcherProfile, networkProfile, decided);
  }

  /** A section that is absent: it limits nothing. */
  static ResourceProfile empty(ProfileHeader header) {
    return new ResourceProfile(header, Map.of(), Map.of(), null, null);
  }

  private static <V> Map<Resource, V> copy(Map<Resource, V> from) {
    Map<Resource, V> sorted = new EnumMap<>(Resource.class);
    sorted.putAll(from);
    return sorted;
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
    return limits;
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
    return Sourced.of(Origin.FILE, limit.origin(), limit);
  }

  /** The name of the profile for what a launcher may start, or null. */
  public @Nullable String launcherProfile() {
    return launcherProfile;
  }

  /** The name of the network profile, or null. */
  public @Nullable String networkProfile() {
    return networkProfile;
  }

  ProfileHeader header() {
    return header;
  }

  boolean isEmpty() {
    return limits.isEmpty() && launcherProfile == null && networkProfile == null;
  }

  /** Where the limit of that resource is written; the file as a whole when it has none. */
  Place place(Resource resource) {
    return places.getOrDefault(resource, Place.WHOLE_FILE);
  }

  @Override
  public String toString() {
    return profileId() + " " + versionId() + " from " + source();
  }
}
