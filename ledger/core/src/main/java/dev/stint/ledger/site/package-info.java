/**
 * What woven code calls: static entry points for threads, sockets, timers, tasks and entry points.
 *
 * <p>Each takes primitives and {@code Object} only, runs on the thread that met the hook, and lets
 * no exception escape but the denial that its contract names. Release is by the identity of what
 * was charged, so that it happens once by whichever path comes first. The package needs {@code
 * java.base} alone: no lambdas, no reflection, no logging.
 */
package dev.stint.ledger.site;
