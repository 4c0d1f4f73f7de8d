/**
 * The JDK Flight Recorder events {@code stint.*} and the listener that commits them. Loaded only
 * where the module {@code jdk.jfr} is present; nothing else in core refers to it.
 */
package dev.stint.ledger.jfr;
