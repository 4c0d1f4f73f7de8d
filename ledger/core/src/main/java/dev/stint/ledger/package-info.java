/**
 * The ledger kernel: scopes, ledgers, limits, reservations and denials.
 *
 * <p>A {@link dev.stint.ledger.Scope} is a node of a directed acyclic graph under one {@code
 * system} root; each (scope, resource) has one {@link dev.stint.ledger.Ledger}, the only counter
 * that grants or denies. A charge is admitted by every ancestor or by none. The package needs
 * {@code java.base} alone and is safe to call from code woven into the JDK itself: no lambdas, no
 * reflection, no logging.
 */
package dev.stint.ledger;
