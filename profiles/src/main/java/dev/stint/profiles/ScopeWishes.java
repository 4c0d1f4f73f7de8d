package dev.stint.profiles;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all brokers want at one scope, and what is in force because of it. Mutable; the lock of its
 * {@link GraphBindings} guards it. It has no reference to the scope.
 */
final class ScopeWishes {
  /** By the name of the broker. */
  private final Map<String, Wish> wishes;

  /** Limits that somebody set without a version before, which count as a wish too. */
  private final Map<Resource, Limit> foreign;

  /** What brokers have put in force. */
  private final Map<Resource, Choice> inForce;

  /** The broker that came first: the epoch of the scope is its. */
  private @Nullable String owner;

  ScopeWishes() {
    this(new TreeMap<>(), new EnumMap<>(Resource.class), new EnumMap<>(Resource.class), null);
  }

  private ScopeWishes(
      Map<String, Wish> wishes,
      Map<Resource, Limit> foreign,
      Map<Resource, Choice> inForce,
      @Nullable String owner) {
    this.wishes = wishes;
    this.foreign = foreign;
    this.inForce = inForce;
    this.owner = owner;
  }

  /** A copy to try something with. */
  ScopeWishes copy() {
    Map<Resource, Limit> others = new EnumMap<>(Resource.class);
    others.putAll(foreign);
    Map<Resource, Choice> now = new EnumMap<>(Resource.class);
    now.putAll(inForce);
    return new ScopeWishes(new TreeMap<>(wishes), others, now, owner);
  }

  @Nullable
  Wish of(String broker) {
    return wishes.get(broker);
  }

  void put(Wish wish) {
    if (owner == null) {
      owner = wish.broker();
    }
    wishes.put(wish.broker(), wish);
  }

  boolean isOwnedBy(String broker) {
    return owner == null || owner.equals(broker);
  }

  /** Looks at what others have set since. */
  void look(Scope scope) {
    Map<Resource, Limit> present = limitsOf(scope);
    for (Resource resource : Resource.values()) {
      Limit limit = present.get(resource);
      Choice ours = inForce.get(resource);
      if (limit == (ours == null ? null : ours.limit())) {
        continue;
      }
      inForce.remove(resource);
      if (limit == null) {
        foreign.remove(resource);
      } else {
        foreign.put(resource, limit);
      }
    }
  }

  Choice choose(Resource resource) throws Choice.Clash {
    return Choice.of(resource, wishes.values(), foreign.get(resource));
  }

  @Nullable
  Choice inForce(Resource resource) {
    return inForce.get(resource);
  }

  void inForce(Resource resource, Choice choice) {
    inForce.put(resource, choice);
  }

  /** The limits of the ledgers that exist there: none is made. */
  static Map<Resource, Limit> limitsOf(Scope scope) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      if (limit != null) {
        limits.put(ledger.resource(), limit);
      }
    }
    return limits;
  }
}
