package dev.stint.profiles;

import dev.stint.ledger.Limit;

/** Compares limits of one resource as a broker does before it binds a child below a parent. */
public final class LimitOrder {
  private LimitOrder() {}

  /** Whether the child promises in its window what the parent never admits in that time. */
  public static boolean isAbove(Limit child, Limit parent) {
    return ParentCheck.isAbove(child, parent);
  }
}
