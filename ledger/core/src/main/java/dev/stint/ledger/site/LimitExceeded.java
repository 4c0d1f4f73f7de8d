package dev.stint.ledger.site;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;

/** An exception of the type that the caller's library handles, which carries a denial. */
public interface LimitExceeded {
  /** The denial, or null when the exception was read from another JVM. */
  @Nullable
  Denied denied();
}
