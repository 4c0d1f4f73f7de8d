package dev.stint.profiles;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What the brokers of one name have bound in one graph: the epochs of the profiles, and the limits
 * of the scopes that still exist. Mutable; its own lock guards it.
 */
final class Bindings {
  /** A source of ever new profile ids must not fill the memory. */
  static final int MOST_PROFILES = 4_096;

  private static final Map<Ledgers, Map<String, Bindings>> ALL = new WeakHashMap<>();

  /** Profiles that were not bound. */
  final RefusedProfiles refused = new RefusedProfiles();

  private final Map<String, Long> epochs = new HashMap<>();
  private final Map<Scope, Map<Resource, Limit>> limits = new WeakHashMap<>();

  private Bindings() {}

  static Bindings of(Ledgers ledgers, String broker) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(ledgers, key -> new HashMap<>())
          .computeIfAbsent(broker, key -> new Bindings());
    }
  }

  /** Refuses a profile that is older than what is bound. */
  void check(ProfileHeader header) throws ProfileException {
    Long last = epochs.get(header.profileId());
    if (last != null && header.epoch() < last) {
      throw new ProfileException(
          header.problem(
              header.epochPlace(),
              Codes.STALE_EPOCH,
              "epoch ["
                  + header.epoch()
                  + "] of profile ["
                  + header.profileId()
                  + "] is older than ["
                  + last
                  + "], which is bound"));
    }
    if (last == null && epochs.size() >= MOST_PROFILES) {
      throw new ProfileException(
          header.problem(
              Place.WHOLE_FILE,
              Codes.TOO_MANY_PROFILES,
              "profile ["
                  + header.profileId()
                  + "] is one too many, ["
                  + MOST_PROFILES
                  + "] different ones were bound"));
    }
  }

  void remember(ResourceProfile profile) {
    epochs.put(profile.profileId(), profile.epoch());
  }

  /** The limits that were set on that scope; changes are kept. */
  Map<Resource, Limit> of(Scope scope) {
    return limits.computeIfAbsent(scope, key -> new EnumMap<>(Resource.class));
  }
}
