package dev.stint.status;

import java.io.IOException;

/** A status document that cannot be read; the message is one line with a code. */
public final class StatusFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  StatusFormatException(String reason) {
    super("status document not readable: " + Printable.line(reason, 200) + " (STINT-S003)");
    this.reason = Printable.line(reason, 200);
  }

  /** What is wrong, for a document of another kind. */
  String reason() {
    return reason;
  }
}
