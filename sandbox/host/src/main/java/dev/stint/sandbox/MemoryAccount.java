package dev.stint.sandbox;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/**
 * The linear memory of one run, charged before the guest has it. Nothing is given back here but what
 * the engine could not deliver: the run's scope gives the rest back when it closes. One thread.
 */
final class MemoryAccount {
  static final long PAGE_BYTES = 65_536;

  private final Scope scope;
  private long committed;
  private long reserved;

  MemoryAccount(Scope scope) {
    this.scope = scope;
  }

  /** Charges what an instance has from the start. */
  @Nullable Denied open(long initialBytes, long reservedBytes) {
    Denied denied = scope.charge(Resource.LINEAR_RESERVED, reservedBytes);
    if (denied == null) {
      reserved = reservedBytes;
      denied = scope.charge(Resource.LINEAR_MEMORY, initialBytes);
    }
    if (denied == null) {
      committed = initialBytes;
    }
    return denied;
  }

  /** Charges a growth; with the numbers exchanged, gives back one that failed. */
  boolean grow(long oldPages, long newPages) {
    long bytes = (newPages - oldPages) * PAGE_BYTES;
    if (bytes < 0) {
      scope.refund(Resource.LINEAR_MEMORY, -bytes);
      committed += bytes;
      return true;
    }
    long beyond = Math.max(0, committed + bytes - reserved);
    if (scope.charge(Resource.LINEAR_MEMORY, bytes) != null) {
      return false;
    }
    if (beyond > 0 && scope.charge(Resource.LINEAR_RESERVED, beyond) != null) {
      scope.refund(Resource.LINEAR_MEMORY, bytes);
      return false;
    }
    reserved += beyond;
    committed += bytes;
    return true;
  }
}
