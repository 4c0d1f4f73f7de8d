/**
 * Admission of connections: limits and rates per address block before any scope is charged, the
 * scopes themselves, an allowlist for when those are full, and what to do when it is the other side
 * that has no credit. {@link dev.stint.ledger.net.NetworkGate} joins them. Nothing here is reached
 * from code woven into the JDK; callers that accept connections ask it.
 */
package dev.stint.ledger.net;
