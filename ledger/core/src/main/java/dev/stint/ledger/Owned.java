package dev.stint.ledger;

/** Something that ends with a scope, such as a donation: see {@link Scope#own}. */
public interface Owned {
  /**
   * The scope is closing: new charges are refused there, what is held may still be given back. An
   * exception is swallowed and counted as a fault.
   */
  void scopeCloses();
}
