/**
 * Makes a profile from what was observed: limits that admit it, with headroom, and beside each the
 * evidence for it. Knows no file and no process; the command reads those.
 */
package dev.stint.cli.suggest;
