package dev.stint.profiles;

import java.util.HashMap;
import java.util.Map;

/**
 * The epochs of the profiles of one broker. Mutable; the lock of {@link GraphBindings} guards it.
 */
final class Epochs {
  /** A source of ever new profile ids must not fill the memory. */
  static final int MOST_PROFILES = 4_096;

  private final Map<String, Long> bound = new HashMap<>();
  private final Map<String, Long> revokedBelow = new HashMap<>();

  /** Refuses a profile that is older than what is bound, or revoked. */
  void check(ProfileHeader header) throws ProfileException {
    Long last = bound.get(header.profileId());
    if (last != null && header.epoch() < last) {
      throw refused(header, Codes.STALE_EPOCH, " is older than [" + last + "], which is bound");
    }
    Long least = revokedBelow.get(header.profileId());
    if (least != null && header.epoch() < least) {
      throw refused(header, Codes.REVOKED, " was revoked, the oldest in force is [" + least + "]");
    }
    if (last == null && bound.size() >= MOST_PROFILES) {
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

  private static ProfileException refused(ProfileHeader header, String code, String why) {
    String what = "epoch [" + header.epoch() + "] of profile [" + header.profileId() + "]";
    return new ProfileException(header.problem(header.epochPlace(), code, what + why));
  }

  void remember(ResourceProfile profile) {
    bound.put(profile.profileId(), profile.epoch());
  }

  /** Whether one more profile may be revoked. */
  boolean hasRoom(String profileId) {
    return revokedBelow.containsKey(profileId) || revokedBelow.size() < MOST_PROFILES;
  }

  void revoke(String profileId, long below) {
    revokedBelow.merge(profileId, below, Math::max);
  }
}
