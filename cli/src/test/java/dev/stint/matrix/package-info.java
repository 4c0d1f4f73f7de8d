/**
 * The enforcement matrix: read from the classes of the build, checked against the code that it
 * speaks of, and compared with what is checked in and with what the documentation claims.
 */
package dev.stint.matrix;
