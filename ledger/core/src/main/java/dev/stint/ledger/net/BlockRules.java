package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which address blocks an address is counted in, each with its value (a limit or a rate).
 * Immutable.
 *
 * <p>A block that is named explicitly is counted as a whole and replaces the general rules for the
 * addresses in it; the most specific one wins. Loopback is exempt, and stays so when explicit
 * blocks are given: only one that is as specific as {@code 127.0.0.0/8} or {@code ::1/128} says
 * something else about it. (In go-libp2p a list of one's own drops the exemption.)
 */
public final class BlockRules<V> {
  private static final Prefix LOOPBACK_4 = Prefix.parse("127.0.0.0/8");
  private static final Prefix LOOPBACK_6 = Prefix.parse("::1/128");

  /** The rules for addresses of no explicit block, the most specific length first. */
  private final List<General<V>> general;

  private final PrefixTable<Explicit<V>> explicit;

  private BlockRules(List<General<V>> general, PrefixTable<Explicit<V>> explicit) {
    this.general = general;
    this.explicit = explicit;
  }

  /** No rule but that loopback is exempt. */
  public static <V> BlockRules<V> none() {
    PrefixTable<Explicit<V>> loopback = PrefixTable.empty();
    return new BlockRules<V>(new ArrayList<>(), loopback).exempt(LOOPBACK_4).exempt(LOOPBACK_6);
  }

  /** Also counts every IPv4 address in its block of that length; replaces an equal length. */
  public BlockRules<V> ipv4(int length, V value) {
    return general(Prefix.BITS_4, length, value);
  }

  /** Also counts every IPv6 address in its block of that length; replaces an equal length. */
  public BlockRules<V> ipv6(int length, V value) {
    return general(Prefix.BITS_6, length, value);
  }

  private BlockRules<V> general(int bits, int length, V value) {
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("length [" + length + "] must be in 0 to " + bits);
    }
    List<General<V>> rules = new ArrayList<>();
    for (General<V> rule : general) {
      if (rule.bits != bits || rule.length != length) {
        rules.add(rule);
      }
    }
    int at = 0;
    while (at < rules.size() && rules.get(at).length > length) {
      at++;
    }
    rules.add(at, new General<>(bits, length, value));
    return new BlockRules<>(rules, explicit);
  }

  /** Counts that block as a whole, instead of what the general rules say. */
  public BlockRules<V> block(Prefix block, V value) {
    return new BlockRules<>(general, explicit.with(block, new Explicit<V>(value)));
  }

  /** Counts nothing in that block. */
  public BlockRules<V> exempt(Prefix block) {
    return new BlockRules<>(general, explicit.with(block, new Explicit<V>(null)));
  }

  /** The rules for that address, the most specific first; none when it is exempt. */
  List<BlockRule<V>> of(Prefix address) {
    List<BlockRule<V>> rules = new ArrayList<>(2);
    Prefix named = explicit.match(address);
    Explicit<V> own = named == null ? null : explicit.get(named);
    if (named != null && own != null) {
      if (own.value != null) {
        rules.add(new BlockRule<>(named, own.value));
      }
      return rules;
    }
    int bits = address.isIpv4() ? Prefix.BITS_4 : Prefix.BITS_6;
    for (General<V> rule : general) {
      if (rule.bits == bits) {
        rules.add(new BlockRule<>(address.covering(rule.length), rule.value));
      }
    }
    return rules;
  }

  private static final class General<V> {
    final int bits;
    final int length;
    final V value;

    General(int bits, int length, V value) {
      this.bits = bits;
      this.length = length;
      this.value = value;
    }
  }

  /** The value of an explicit block; null exempts it. */
  private static final class Explicit<V> {
    final @Nullable V value;

    Explicit(@Nullable V value) {
      this.value = value;
    }
  }
}
