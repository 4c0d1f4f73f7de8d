package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Set;

/**
 * One scope's part of a step of a broker.
 *
 * @param before what the broker wanted there until now
 * @param wish what it wants from now on
 * @param text what the audit says of it as a whole
 */
record Turn(Scope scope, @Nullable Wish before, Wish wish, String text) {
  /** The resources in which the broker had a say or has one now. */
  Set<Resource> touched() {
    Set<Resource> touched = wish.named();
    if (before != null) {
      touched.addAll(before.named());
    }
    return touched;
  }
}
