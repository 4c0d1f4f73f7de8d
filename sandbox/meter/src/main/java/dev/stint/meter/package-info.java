/**
 * Rewrites a WebAssembly module at load time so that it counts fuel, asks before it grows, and
 * bounds its call depth, on any engine.
 *
 * <p>Fuel: one unit per executed instruction; {@code block}, {@code loop}, {@code else}, {@code
 * end} and {@code nop} cost 0. A function entry costs {@code slots / 8} more, with {@code slots} =
 * parameters + locals (a {@code v128} counts 2) + the deepest operand stack; a branch or call that
 * moves values costs {@code values / 8} more (parameters and results of the callee). Bulk memory
 * operations add one unit per 16 bytes, bulk table operations one per element, a successful {@code
 * memory.grow} 4096 per page of the new size, a successful {@code table.grow} one per element of
 * the new size. What the host does for the guest is the host's to charge.
 *
 * <p>Units are collected in a local variable and taken from the fuel at loop heads, before calls
 * and grows, and at function exits; there the fuel is checked too, except at the exit of a function
 * without loop or call. The fuel of a call that returns is exact and the same on every engine. A
 * trap loses what was collected since the last of these points, a stretch that no loop or call lies
 * in.
 */
package dev.stint.meter;
