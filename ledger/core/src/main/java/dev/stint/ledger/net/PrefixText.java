package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;

/** Reads address blocks strictly and prints them canonically (RFC 5952). No look-up of names. */
final class PrefixText {
  private static final int LONGEST = 49;
  private static final int GROUPS = 8;

  private PrefixText() {}

  static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.length() > LONGEST) {
      throw refused(text, "is not [address/length]");
    }
    Prefix address = address(text, text.substring(0, slash));
    boolean four = text.indexOf(':') < 0;
    int length = decimal(text, slash + 1, text.length());
    if (length < 0 || length > (four ? Prefix.BITS_4 : Prefix.BITS_6)) {
      throw refused(text, "has a length that is no number or too long");
    }
    Prefix block = withLength(address, four, length);
    if (block.hasTail()) {
      throw refused(
          text, "has bits after its length, write [" + block.covering(block.length()) + "]");
    }
    return block;
  }

  static Prefix parseAddress(String text) {
    if (text.length() > LONGEST) {
      throw refused(text, "is no address");
    }
    return address(text, text);
  }

  /** The same bits with a shorter length, that of the text: mapped IPv4 counts from 96 on. */
  private static Prefix withLength(Prefix address, boolean four, int length) {
    if (four) {
      return Prefix.of4((int) (address.high() >>> 32), length);
    }
    if (address.isIpv4()) {
      return Prefix.of6(0, 0xffffL << 32 | address.high() >>> 32, length);
    }
    return Prefix.of6(address.high(), address.low(), length);
  }

  private static Prefix address(String whole, String text) {
    if (text.indexOf('%') >= 0) {
      throw refused(whole, "has a scope id");
    }
    if (text.indexOf(':') < 0) {
      long four = ipv4(text);
      if (four < 0) {
        throw refused(whole, "is no address");
      }
      return Prefix.of4((int) four, Prefix.BITS_4);
    }
    int[] groups = ipv6(text);
    if (groups == null) {
      throw refused(whole, "is no address");
    }
    return Prefix.of6(join(groups, 0), join(groups, 4), Prefix.BITS_6);
  }

  private static long join(int[] groups, int from) {
    long joined = 0;
    for (int i = from; i < from + 4; i++) {
      joined = joined << 16 | groups[i];
    }
    return joined;
  }

  /** The 32 bits, or -1. */
  private static long ipv4(String text) {
    long value = 0;
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', start);
      int octet = end < 0 ? -1 : decimal(text, start, end);
      if (octet < 0 || octet > 255) {
        return -1;
      }
      value = value << 8 | octet;
      start = end + 1;
    }
    return value;
  }

  /** A decimal number of at most three digits without leading zeros, or -1. */
  private static int decimal(String text, int start, int end) {
    if (end <= start || end - start > 3 || (text.charAt(start) == '0' && end - start > 1)) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  /** The eight groups, or null. */
  private static int @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return read(text, groups, 0) == GROUPS ? groups : null;
    }
    int[] tail = new int[GROUPS];
    int before = gap == 0 ? 0 : read(text.substring(0, gap), groups, -1);
    String after = text.substring(gap + 2);
    int behind = after.isEmpty() ? 0 : read(after, tail, 0);
    if (before < 0 || behind < 0 || before + behind >= GROUPS) {
      return null;
    }
    System.arraycopy(tail, 0, groups, GROUPS - behind, behind);
    return groups;
  }

  /**
   * Reads groups; returns how many, or -1.
   *
   * @param dotted 0 when the last one may be an IPv4 address, which is two groups; else -1
   */
  private static int read(String text, int[] into, int dotted) {
    int count = 0;
    int start = 0;
    while (start <= text.length()) {
      int colon = text.indexOf(':', start);
      int end = colon < 0 ? text.length() : colon;
      String part = text.substring(start, end);
      boolean four = dotted == 0 && colon < 0 && part.indexOf('.') >= 0;
      if (count + (four ? 2 : 1) > GROUPS || !put(part, four, into, count)) {
        return -1;
      }
      count += four ? 2 : 1;
      start = end + 1;
    }
    return count;
  }

  private static boolean put(String part, boolean four, int[] into, int at) {
    if (!four) {
      into[at] = hex(part);
      return into[at] >= 0;
    }
    long address = ipv4(part);
    if (address < 0) {
      return false;
    }
    into[at] = (int) (address >>> 16);
    into[at + 1] = (int) (address & 0xffff);
    return true;
  }

  private static int hex(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  static String print(Prefix block) {
    StringBuilder text = new StringBuilder(LONGEST);
    if (block.isIpv4()) {
      long high = block.high();
      text.append(high >>> 56).append('.').append(high >>> 48 & 255).append('.');
      text.append(high >>> 40 & 255).append('.').append(high >>> 32 & 255);
    } else {
      print6(block, text);
    }
    return text.append('/').append(block.length()).toString();
  }

  private static void print6(Prefix block, StringBuilder text) {
    int gap = -1;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zeros(block, i);
      if (zeros > longest) {
        gap = i;
        longest = zeros;
      }
    }
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(i == 0 || i == gap + longest && gap >= 0 ? "" : ":");
        text.append(Integer.toHexString(group(block, i)));
      }
    }
  }

  private static int zeros(Prefix block, int from) {
    int end = from;
    while (end < GROUPS && group(block, end) == 0) {
      end++;
    }
    return end - from;
  }

  private static int group(Prefix block, int index) {
    long half = index < 4 ? block.high() : block.low();
    return (int) (half >>> 48 - 16 * (index & 3) & 0xffff);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "address block [" + PrincipalName.printable(text) + "] " + why + " (STINT-N010)");
  }
}
