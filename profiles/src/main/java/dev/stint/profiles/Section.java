package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One map of limits as it is written, before the names in it are looked up. Immutable.
 *
 * @param settings in the order of the catalogue
 */
record Section(
    Map<Resource, Setting> settings, @Nullable Reference launcher, @Nullable Reference network) {
  static final Section EMPTY = new Section(Map.of(), null, null);

  /** The name of a sub-profile, and where it stands. */
  record Reference(String name, Place place) {}

  Section {
    Map<Resource, Setting> sorted = new EnumMap<>(Resource.class);
    sorted.putAll(settings);
    settings = Collections.unmodifiableMap(sorted);
  }

  static Section of(Map<Resource, Limit> limits, Map<Resource, Place> places) {
    Map<Resource, Setting> settings = new EnumMap<>(Resource.class);
    limits.forEach(
        (resource, limit) -> {
          Place place = places.getOrDefault(resource, Place.WHOLE_FILE);
          settings.put(resource, new Setting(limit, place, List.of()));
        });
    return new Section(settings, null, null);
  }

  boolean isEmpty() {
    return settings.isEmpty() && launcher == null && network == null;
  }

  /** This section, and what it does not say from that one. */
  Section over(Section base) {
    return new Section(
        over(settings, base.settings),
        launcher == null ? base.launcher : launcher,
        network == null ? base.network : network);
  }

  static Map<Resource, Setting> over(Map<Resource, Setting> own, Map<Resource, Setting> base) {
    Map<Resource, Setting> all = new EnumMap<>(Resource.class);
    all.putAll(base);
    own.forEach((resource, setting) -> all.put(resource, setting.over(base.get(resource))));
    return all;
  }
}
