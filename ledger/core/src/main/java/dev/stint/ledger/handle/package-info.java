/**
 * Handles: what a session holds of objects of others, as rows of a bounded table, and the graph of
 * who got what from whom.
 *
 * <p>A {@link dev.stint.ledger.handle.HandleTable} slot is named by index and generation, so a
 * handle that was closed never means what came into its slot later. Each slot is charged to {@code
 * handles} of the scope that owns the table. Not reachable from woven JDK code.
 */
package dev.stint.ledger.handle;
