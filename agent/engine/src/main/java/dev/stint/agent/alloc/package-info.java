/**
 * Heap allocation: books the JVM's exact per-thread counters and, in {@code enforce}, weaves guest
 * classes so that an allocation that does not fit is denied before it happens.
 *
 * <p>{@link dev.stint.agent.alloc.AllocationEngine} is the way in. The sampler feeds the ledgers in
 * both modes; the weaver places the sites whose work is done in {@code dev.stint.ledger.site}.
 */
package dev.stint.agent.alloc;
