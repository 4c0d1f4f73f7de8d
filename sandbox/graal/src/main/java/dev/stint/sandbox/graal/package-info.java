/**
 * GraalWasm as a capsule engine: one shared {@code Engine}, one {@code Context} for each instance,
 * no host access, no polyglot access, no input or output of its own. The Graal compiler is used
 * when the JVM was started with it; otherwise the interpreter runs and says so.
 */
package dev.stint.sandbox.graal;
