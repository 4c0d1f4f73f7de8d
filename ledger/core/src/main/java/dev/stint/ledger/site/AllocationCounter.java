package dev.stint.ledger.site;

/**
 * The JVM's exact counter of the bytes that a thread ever allocated on the heap. Core knows {@code
 * java.base} alone, so the agent implements it.
 */
public interface AllocationCounter {
  /**
   * The counter of the calling thread in bytes, or -1 where the JVM has none (virtual threads).
   * Allocates nothing, takes no lock and never throws.
   */
  long currentThreadBytes();
}
