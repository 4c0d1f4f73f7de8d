package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a section says of one resource. Immutable.
 *
 * @param limit the limit, or null when it asks for none
 * @param replaced the limits that this one took the place of, the nearest first
 */
record Setting(@Nullable Limit limit, Place place, List<Limit> replaced) {
  /** This setting instead of that one. */
  Setting over(@Nullable Setting other) {
    if (other == null) {
      return this;
    }
    List<Limit> all = new ArrayList<>(replaced);
    if (other.limit != null) {
      all.add(other.limit);
    }
    all.addAll(other.replaced);
    return new Setting(limit, place, List.copyOf(all));
  }
}
