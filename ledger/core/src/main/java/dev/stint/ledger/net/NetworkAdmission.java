package dev.stint.ledger.net;

/**
 * The answer to a connection: {@link Admitted}, or a {@link NetworkRefusal} by an address block, a
 * rate or a scope.
 */
public sealed interface NetworkAdmission permits Admitted, NetworkRefusal {
  /** The token, or {@link NetworkRefused} with the refusal. */
  Admitted orThrow();
}
