package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;

/** The text of a name, such as of a system property, or null when it is not set. */
@FunctionalInterface
public interface Lookup {
  @Nullable
  String text(String name);
}
