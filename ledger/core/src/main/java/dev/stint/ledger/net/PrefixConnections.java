package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts connections per address block and refuses those above the limit of a block. Thread-safe by
 * one lock, O(1) per connection.
 *
 * <p>Every block of an address has room or none is counted. A block without connections is
 * forgotten; when {@code blocksAtMost} blocks have some, connections of further blocks are refused.
 */
public final class PrefixConnections {
  /** How many blocks are counted at most, unless told otherwise. */
  public static final int BLOCKS_AT_MOST = 65_536;

  private final BlockRules<Integer> rules;
  private final int blocksAtMost;
  private final Map<Prefix, Count> counts = new HashMap<>();

  public PrefixConnections(BlockRules<Integer> rules) {
    this(rules, BLOCKS_AT_MOST);
  }

  public PrefixConnections(BlockRules<Integer> rules, int blocksAtMost) {
    this.rules = rules;
    this.blocksAtMost = blocksAtMost;
  }

  /** The reference limits: 8 per IPv4 address, 8 per IPv6 {@code /56}, 64 per {@code /48}. */
  public static BlockRules<Integer> referenceRules() {
    return BlockRules.<Integer>none().ipv4(32, 8).ipv6(56, 8).ipv6(48, 64);
  }

  /** Counts a connection of that address; the token, or which block refused. */
  public BlockVerdict open(Prefix address) {
    List<BlockRule<Integer>> blocks = rules.of(address);
    synchronized (counts) {
      RefusedByBlock refused = firstRefusal(blocks);
      if (refused != null) {
        return refused;
      }
      for (BlockRule<Integer> each : blocks) {
        add(each.block());
      }
    }
    return new BlockToken(this, blocks);
  }

  private @Nullable RefusedByBlock firstRefusal(List<BlockRule<Integer>> blocks) {
    int tracked = counts.size();
    for (BlockRule<Integer> each : blocks) {
      Count count = counts.get(each.block());
      int used = count == null ? 0 : count.used;
      if (used >= each.value()) {
        return new RefusedByBlock(each.block(), true, used, each.value());
      }
      if (count == null && ++tracked > blocksAtMost) {
        return new RefusedByBlock(each.block(), false, counts.size(), blocksAtMost);
      }
    }
    return null;
  }

  private void add(Prefix block) {
    Count count = counts.get(block);
    if (count == null) {
      count = new Count();
      counts.put(block, count);
    }
    count.used++;
  }

  void giveBack(List<BlockRule<Integer>> blocks) {
    synchronized (counts) {
      for (BlockRule<Integer> each : blocks) {
        Count count = counts.get(each.block());
        if (count != null && --count.used == 0) {
          counts.remove(each.block());
        }
      }
    }
  }

  /** How many connections that block holds now. */
  public int used(Prefix block) {
    synchronized (counts) {
      Count count = counts.get(block);
      return count == null ? 0 : count.used;
    }
  }

  /** How many blocks hold connections now. */
  public int blocks() {
    synchronized (counts) {
      return counts.size();
    }
  }

  public int blocksAtMost() {
    return blocksAtMost;
  }

  /** Guarded by the table. */
  private static final class Count {
    int used;
  }
}
