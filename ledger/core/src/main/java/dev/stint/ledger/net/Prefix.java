package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import java.net.InetAddress;

/**
 * An address block: an IPv4 or IPv6 address and how many of its leading bits count. A single
 * address is a block of full length. Immutable.
 *
 * <p>An IPv4 address that is written as IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address, so
 * nobody has two identities; blocks of IPv6 therefore never contain an IPv4 address.
 */
public final class Prefix {
  static final int BITS_4 = 32;
  static final int BITS_6 = 128;
  static final int MAPPED = 96;
  private static final long MAPPED_LOW = 0xffffL;
  private static final long SEED = System.nanoTime();

  /** {@link #BITS_4} or {@link #BITS_6}. */
  private final int bits;

  /** The bits from the left; those of IPv4 are the upper half of {@code high}. */
  private final long high;

  private final long low;
  private final int length;

  private Prefix(int bits, long high, long low, int length) {
    this.bits = bits;
    this.high = high;
    this.low = low;
    this.length = length;
  }

  static Prefix of4(int address, int length) {
    return new Prefix(BITS_4, (long) address << 32, 0, length);
  }

  /** A block of IPv6, or of IPv4 when it lies within {@code ::ffff:0:0/96}. */
  static Prefix of6(long high, long low, int length) {
    if (length >= MAPPED && high == 0 && low >>> 32 == MAPPED_LOW) {
      return of4((int) low, length - MAPPED);
    }
    return new Prefix(BITS_6, high, low, length);
  }

  /**
   * The block of that text, such as {@code 192.0.2.0/24} or {@code 2001:db8::/48}.
   *
   * @throws IllegalArgumentException with one line when it is anything else: without length, with
   *     bits after the length, with a scope id, with leading zeros in a decimal number
   */
  public static Prefix parse(String text) {
    return PrefixText.parse(text);
  }

  /** The single address of that text, which has no length; failures as {@link #parse}. */
  public static Prefix parseAddress(String text) {
    return PrefixText.parseAddress(text);
  }

  /**
   * The single address of a peer. The scope id of a link-local address is left out: such a peer is
   * the same on every interface.
   */
  public static Prefix of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return of4((int) bigEndian(bytes, 0, 4), BITS_4);
    }
    return of6(bigEndian(bytes, 0, 8), bigEndian(bytes, 8, 8), BITS_6);
  }

  private static long bigEndian(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  public boolean isIpv4() {
    return bits == BITS_4;
  }

  /** How many leading bits count. */
  public int length() {
    return length;
  }

  /** Whether it is a single address. */
  public boolean isAddress() {
    return length == bits;
  }

  /**
   * The block of that length that this one lies in.
   *
   * @param shorter at least 0 and at most {@link #length}
   */
  public Prefix covering(int shorter) {
    if (shorter < 0 || shorter > length) {
      throw new IllegalArgumentException("length [" + shorter + "] must be in 0 to " + length);
    }
    return new Prefix(bits, high & mask(shorter), low & mask(shorter - 64), shorter);
  }

  /** Whether that block or address lies in this block. */
  public boolean contains(Prefix other) {
    return bits == other.bits
        && length <= other.length
        && high == (other.high & mask(length))
        && low == (other.low & mask(length - 64));
  }

  /** Whether a bit after the length is set. */
  boolean hasTail() {
    return (high & ~mask(length)) != 0 || (low & ~mask(length - 64)) != 0;
  }

  /** A mask of that many bits from the left; none for less than 0, all from 64 on. */
  private static long mask(int leading) {
    if (leading <= 0) {
      return 0;
    }
    return leading >= 64 ? -1L : -1L << 64 - leading;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Prefix that
        && bits == that.bits
        && high == that.high
        && low == that.low
        && length == that.length;
  }

  /** Mixed, since peers choose their low bits and could aim at one bucket of a hash table. */
  @Override
  public int hashCode() {
    long mixed = (high ^ SEED) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 29 ^ low ^ SEED >>> 7) * 0xbf58476d1ce4e5b9L;
    return (int) (mixed ^ mixed >>> 32) * 31 + length + bits;
  }

  /** The canonical text, always with its length; {@link #parse} gives an equal block back. */
  @Override
  public String toString() {
    return PrefixText.print(this);
  }
}
