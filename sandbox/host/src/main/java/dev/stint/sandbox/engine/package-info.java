/**
 * What the host and an engine tell each other about a guest: its linear memory, the functions it is
 * offered, and the two ways in which such a function ends without a result. Nothing here knows an
 * engine; an engine module adapts these types to its own.
 */
package dev.stint.sandbox.engine;
