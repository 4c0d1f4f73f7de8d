package dev.stint.profiles;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Scope;
import java.util.List;
import java.util.Map;

/** Translates profiles into live limits of one graph. */
public final class Broker {
  private final Ledgers ledgers;
  private final String name;

  /** A broker that sets limits under that name, which stands in the audit. */
  public Broker(Ledgers ledgers, String name) {
    this.ledgers = ledgers;
    this.name = name;
  }

  /** Binds the limits of the whole JVM. */
  public Bound bindSystem(ProfileDocument document, boolean observe) throws ProfileException {
    return bind(ledgers.system(), document.system(), observe);
  }

  /**
   * Binds a profile to a scope, all limits or none.
   *
   * @param observe grant everything and only count what would have been denied
   */
  public Bound bind(Scope scope, ResourceProfile profile, boolean observe) throws ProfileException {
    if (scope.root() != ledgers) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is not of " + name);
    }
    return new Bound(scope, profile, observe, Map.of(), Map.of(), List.of(), 0);
  }
}
