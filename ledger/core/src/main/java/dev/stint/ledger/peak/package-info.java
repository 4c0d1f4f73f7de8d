/**
 * The peak view: the largest sizes that principals ever had, kept for display. It is derived from
 * what the ledgers admitted, it forgets the smallest when it is full, and it says when it did.
 * Nothing that admits or denies may read it; an architecture test keeps it so.
 */
package dev.stint.ledger.peak;
