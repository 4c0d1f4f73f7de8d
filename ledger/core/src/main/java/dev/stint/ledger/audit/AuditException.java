package dev.stint.ledger.audit;

import java.io.IOException;

/**
 * An audit directory that cannot be opened, or does not verify. The message is one line: what, the
 * place in brackets, code.
 */
public final class AuditException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The directory or one of its files is not there or not readable. */
  public static final String NOT_READABLE = "STINT-T001";

  /** A record does not follow from the one before it, or is no record. */
  public static final String BROKEN = "STINT-T002";

  /** The records do not have the head that was published. */
  public static final String HEAD_MISSING = "STINT-T003";

  /** The last line has no end. */
  public static final String TORN = "STINT-T004";

  /** Another writer holds the directory. */
  public static final String IN_USE = "STINT-T006";

  /** The audit was closed before everything was on disk. */
  public static final String NOT_WRITTEN = "STINT-T007";

  /** Storage failed while the audit was opened. */
  public static final String NOT_OPENED = "STINT-T008";

  private final String code;

  AuditException(String code, String text) {
    super(text + " (" + code + ")");
    this.code = code;
  }

  AuditException(String code, String text, IOException cause) {
    super(text + " (" + code + ")", cause);
    this.code = code;
  }

  /** The code of its page in {@code docs/errors}. */
  public String code() {
    return code;
  }
}
