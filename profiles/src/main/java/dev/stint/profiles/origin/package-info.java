/**
 * Where an effective value came from, and what it was stronger than.
 *
 * <p>The order is the same everywhere: argument, system property, file, environment, derived from
 * the host. The environment stands below the file on purpose: it fills in what a file leaves open.
 */
package dev.stint.profiles.origin;
