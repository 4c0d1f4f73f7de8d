package dev.stint.sandbox;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/**
 * The linear memory of one run, charged before the guest has it. The run's scope gives back what
 * the ledgers hold when it closes, {@link #close} what the host's pool holds. One thread.
 */
final class MemoryAccount implements AutoCloseable {
  static final long PAGE_BYTES = 65_536;

  private final Scope scope;
  private final HostPool pool;
  private long committed;
  private long reserved;

  MemoryAccount(Scope scope, HostPool pool) {
    this.scope = scope;
    this.pool = pool;
  }

  /**
   * Charges what an instance has from the start.
   *
   * @throws HostPool.HostExhausted when the ledgers grant it but the heap does not have it
   */
  @Enforces({Resource.LINEAR_RESERVED, Resource.LINEAR_MEMORY})
  @Nullable
  Denied open(long initialBytes, long reservedBytes) {
    Denied denied = scope.charge(Resource.LINEAR_RESERVED, reservedBytes);
    if (denied != null) {
      return denied;
    }
    reserved = reservedBytes;
    denied = scope.charge(Resource.LINEAR_MEMORY, initialBytes);
    if (denied != null) {
      return denied;
    }
    if (!pool.take(initialBytes)) {
      throw pool.exhausted(initialBytes);
    }
    committed = initialBytes;
    return null;
  }

  /** Charges a growth; with the numbers exchanged, gives back one that failed. */
  @Enforces({Resource.LINEAR_MEMORY, Resource.LINEAR_RESERVED})
  boolean grow(long oldPages, long newPages) {
    long bytes = (newPages - oldPages) * PAGE_BYTES;
    if (bytes <= 0) {
      giveBack(-bytes);
      return true;
    }
    if (scope.charge(Resource.LINEAR_MEMORY, bytes) != null) {
      return false;
    }
    if (!reserveAlso(bytes) || !pool.take(bytes)) {
      scope.refund(Resource.LINEAR_MEMORY, bytes);
      return false;
    }
    committed += bytes;
    return true;
  }

  /** Above the first reservation, as when a limit was raised meanwhile, it grows too. */
  private boolean reserveAlso(long bytes) {
    long beyond = committed + bytes - reserved;
    if (beyond <= 0) {
      return true;
    }
    if (scope.charge(Resource.LINEAR_RESERVED, beyond) != null) {
      return false;
    }
    reserved += beyond;
    return true;
  }

  @Enforces(value = Resource.LINEAR_MEMORY, step = Enforces.Step.RELEASE)
  private void giveBack(long bytes) {
    long held = Math.min(bytes, committed);
    scope.refund(Resource.LINEAR_MEMORY, held);
    pool.give(held);
    committed -= held;
  }

  @Override
  public void close() {
    pool.give(committed);
    committed = 0;
  }
}
