package dev.stint.profiles;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What the brokers of one graph have bound, for the scopes that still exist. Mutable; its own lock
 * guards it, under which all of them bind one after the other.
 */
final class GraphBindings {
  private static final Map<Ledgers, GraphBindings> ALL = new WeakHashMap<>();

  private final Map<String, Epochs> epochs = new HashMap<>();
  private final Map<Scope, ScopeWishes> scopes = new WeakHashMap<>();

  /** The last refusal at each scope, so that a storm of the same one is on record once. */
  private final Map<Scope, String> refusals = new WeakHashMap<>();

  private final RefusedProfiles refused = new RefusedProfiles();

  private GraphBindings() {}

  static GraphBindings of(Ledgers ledgers) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(ledgers, key -> new GraphBindings());
    }
  }

  /** The epochs of all brokers of that name. */
  Epochs epochs(String broker) {
    return epochs.computeIfAbsent(broker, key -> new Epochs());
  }

  /** A copy of what is wanted at that scope, with what others have set since. */
  ScopeWishes copy(Scope scope) {
    ScopeWishes known = scopes.get(scope);
    ScopeWishes copy = known == null ? new ScopeWishes() : known.copy();
    copy.look(scope);
    return copy;
  }

  /** Keeps what is in force now. */
  void keep(Scope scope, ScopeWishes wishes) {
    scopes.put(scope, wishes);
    refusals.remove(scope);
  }

  /** What that broker wants at the open scopes where it has bound a version of that profile. */
  Map<Scope, Wish> of(String broker, String profileId) {
    Map<Scope, Wish> found = new LinkedHashMap<>();
    scopes.forEach(
        (scope, wishes) -> {
          Wish wish = wishes.of(broker);
          if (wish != null && wish.profile().profileId().equals(profileId) && !scope.isClosed()) {
            found.put(scope, wish);
          }
        });
    return found;
  }

  @Nullable
  Wish of(Scope scope, String broker) {
    ScopeWishes wishes = scopes.get(scope);
    return wishes == null ? null : wishes.of(broker);
  }

  /** Whether it is another refusal than the last one there. */
  boolean isNews(Scope scope, String refusal) {
    return !refusal.equals(refusals.put(scope, refusal));
  }

  /** Where refusals go that are news. */
  RefusedProfiles refused() {
    return refused;
  }
}
