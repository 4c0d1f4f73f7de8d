package dev.stint.ledger.audit;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditText;
import java.nio.charset.StandardCharsets;

/**
 * The lines of segments. The first is {@code stint-audit 1}, the sequence number of the first
 * record and the hash before it; each other is the body of a record and its hash. Fields are parted
 * by tabs, lines end in a line feed, and every byte is printable ASCII.
 */
final class AuditLine {
  /** No line is longer, its line feed included: three fields of 1,024 bytes, all escaped. */
  static final int LONGEST = 3 * 6 * AuditText.LONGEST_BYTES + 256;

  static final int HASH_CHARS = 64;

  private static final String VERSION = "stint-audit 1\t";
  private static final int SHOWN_CHARS = 256;

  private AuditLine() {}

  /** The header of the segment after a head, without its line feed. */
  static String header(AuditHead before) {
    return VERSION + (before.sequence() + 1) + '\t' + before.hash();
  }

  /** The head that a header names, or null if it is none. */
  static @dev.stint.ledger.Nullable AuditHead before(String header) {
    int tab = header.lastIndexOf('\t');
    if (!header.startsWith(VERSION) || tab < VERSION.length()) {
      return null;
    }
    long first = number(header.substring(VERSION.length(), tab));
    String hash = header.substring(tab + 1);
    return first < 1 || !isHash(hash) ? null : new AuditHead(first - 1, hash);
  }

  static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /** A number without sign and leading zeros, or -1. */
  static long number(String text) {
    if (text.isEmpty() || text.length() > 18 || (text.charAt(0) == '0' && text.length() > 1)) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  static boolean isHash(String text) {
    if (text.length() != HASH_CHARS) {
      return false;
    }
    for (int i = 0; i < HASH_CHARS; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** A path, a name or a reason, safe and short enough for a message. */
  static String shown(Object value) {
    String text = String.valueOf(value);
    boolean cut = text.length() > SHOWN_CHARS;
    return AuditText.escape(cut ? text.substring(0, SHOWN_CHARS) : text).concat(cut ? "..." : "");
  }
}
