/**
 * Guests written in Java, compiled to WebAssembly when this module is built.
 *
 * <p>They run on TeaVM's class library, which has no standard input and no exit status: {@code
 * Wasi} imports those from the host.
 */
package dev.stint.guests;
