package dev.stint.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The arithmetic of audit chains, the same in memory and in files. The <i>body</i> of a record is
 * its fields, escaped and parted by tabs; its hash is the SHA-256 of the hash before, a tab and the
 * body, in lower-case hexadecimal. Not thread-safe.
 */
public final class AuditChain {
  /** The hash before the first record. */
  public static final String START = "0".repeat(64);

  private final MessageDigest sha256;

  public AuditChain() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Every field but the hash: sequence, epoch milliseconds, kind, scope, subject, detail. */
  public static String body(
      long sequence,
      long epochMillis,
      AuditKind kind,
      String scopePath,
      String subject,
      String detail) {
    return new StringBuilder(128)
        .append(sequence)
        .append('\t')
        .append(epochMillis)
        .append('\t')
        .append(kind.name())
        .append('\t')
        .append(AuditText.escape(scopePath))
        .append('\t')
        .append(AuditText.escape(subject))
        .append('\t')
        .append(AuditText.escape(detail))
        .toString();
  }

  /** The hash of a record by the one before it. */
  public String next(String before, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    return next(before, bytes, 0, bytes.length);
  }

  /** The same for the bytes of a body. */
  public String next(String before, byte[] body, int offset, int length) {
    sha256.update(before.getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) '\t');
    sha256.update(body, offset, length);
    StringBuilder hex = new StringBuilder(64);
    for (byte b : sha256.digest()) {
      hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return hex.toString();
  }
}
