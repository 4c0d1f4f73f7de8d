/**
 * Shows a {@link dev.stint.ledger.Snapshot}: as JSON and back, as a table for a terminal, as
 * Prometheus text, and over HTTP with a page. Reads snapshots only; it changes nothing and knows
 * neither agent nor sandbox.
 *
 * <p>Names, paths and section contents are hostile text here: they are escaped or made printable
 * wherever they leave.
 */
package dev.stint.status;
