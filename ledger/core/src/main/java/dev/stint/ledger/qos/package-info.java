/**
 * Quality of service: the four classes, what may change them, how deadlines are rounded, and the
 * wire form of the timed service. Types and pure functions only: the timers and the run queue that
 * act on them live elsewhere, and the counter of live timers is the {@code timers} ledger. Nothing
 * here is reached from code woven into the JDK.
 */
package dev.stint.ledger.qos;
