/**
 * Runs WebAssembly capsules with limits. {@link dev.stint.sandbox.Capsules} runs a {@link
 * dev.stint.sandbox.CapsuleRun} on an engine and says in a {@link dev.stint.sandbox.RunResult} how
 * it ended and what it used. Every run has a scope of its own below its principal's, and what it
 * holds is given back exactly once, however it ends.
 */
package dev.stint.sandbox;
