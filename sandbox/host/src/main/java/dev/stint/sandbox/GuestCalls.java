package dev.stint.sandbox;

import java.util.List;

/** What a host does with a guest in one run when one call is not enough. */
@FunctionalInterface
public interface GuestCalls {
  /** Makes the calls, on the guest's thread; the answer becomes the outcome of the run. */
  List<GuestValue> make(Guest guest);
}
