/**
 * Shows a {@link dev.stint.ledger.Snapshot}: as JSON and back, as a table for a terminal, as
 * Prometheus text, and over HTTP with a page. It knows neither agent nor sandbox, and changes
 * nothing itself: requests to change limits are checked here and handed to a {@link
 * dev.stint.status.Control}.
 *
 * <p>Names, paths and section contents are hostile text here: they are escaped or made printable
 * wherever they leave.
 */
package dev.stint.status;
