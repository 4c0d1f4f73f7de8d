/**
 * Chicory as a capsule engine: pure Java, compiles a module to JVM bytecode when it is loaded, and
 * interprets the functions that are too large for a JVM method. Needs no JVM flags.
 */
package dev.stint.sandbox.chicory;
