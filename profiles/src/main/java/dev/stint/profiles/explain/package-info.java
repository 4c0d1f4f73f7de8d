/**
 * What a profile really says: for each section and resource the limit that applies, where it came
 * from, what it overrode, from which ancestor it is inherited and which ancestor is tighter.
 */
package dev.stint.profiles.explain;
