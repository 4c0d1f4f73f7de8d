package dev.stint.ledger.net;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One connection, counted in its address blocks. Closing gives it back, once; from any thread. */
public final class BlockToken implements BlockVerdict, AutoCloseable {
  private final AtomicReference<PrefixConnections> owner;
  private final List<BlockRule<Integer>> rules;

  BlockToken(PrefixConnections owner, List<BlockRule<Integer>> rules) {
    this.owner = new AtomicReference<>(owner);
    this.rules = rules;
  }

  @Override
  public void close() {
    PrefixConnections open = owner.getAndSet(null);
    if (open != null) {
      open.giveBack(rules);
    }
  }
}
