package dev.stint.ledger.net;

/** An address block that an address is counted in, and the limit or rate of that block. */
final class BlockRule<V> {
  private final Prefix block;
  private final V value;

  BlockRule(Prefix block, V value) {
    this.block = block;
    this.value = value;
  }

  Prefix block() {
    return block;
  }

  V value() {
    return value;
  }
}
