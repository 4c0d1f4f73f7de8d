package dev.stint.profiles;

import dev.stint.ledger.jfr.ProfileBoundEvent;

/** Tells a running recording about bindings, on a JVM that has the recorder at all. */
final class ProfileEvents {
  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private ProfileEvents() {}

  static void bound(Bound bound) {
    if (PRESENT) {
      Recorded.bound(bound);
    }
  }

  /** The only class that names an event type: it is linked where the recorder is present. */
  private static final class Recorded {
    static void bound(Bound bound) {
      ProfileBoundEvent event = new ProfileBoundEvent();
      if (event.isEnabled()) {
        event.scope = bound.scope().path();
        event.profile = bound.profile().profileId() + "@" + bound.profile().versionId();
        event.origin = bound.profile().source();
        event.limits = bound.limits().size();
        event.commit();
      }
    }
  }
}
