/**
 * The audit on disk: an append-only hash chain in segments, its writer, its emergency mode and its
 * verifier.
 *
 * <p>Callers only put records into a bounded queue; one thread, {@code stint-audit}, does all I/O.
 * Nothing is ever deleted: at a bound or on failing storage, records of mandatory kinds go to
 * reserved room and then are refused, the others are shed and counted.
 */
package dev.stint.ledger.audit;
