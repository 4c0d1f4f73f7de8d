package dev.stint.report;

/** A recording on which there is nothing to report; the message is one line with a code. */
public final class ReportException extends Exception {
  private static final long serialVersionUID = 1L;

  private ReportException(String message) {
    super(message);
  }

  static ReportException missing(String file, String reason) {
    return new ReportException(
        "recording not readable [" + file + "]: " + Printable.line(reason, 160) + " (STINT-R001)");
  }

  static ReportException notARecording(String file, String reason) {
    return new ReportException(
        "not a flight recording [" + file + "]: " + Printable.line(reason, 160) + " (STINT-R002)");
  }

  static ReportException damaged(String file, String reason) {
    return new ReportException(
        "recording damaged, no event readable ["
            + file
            + "]: "
            + Printable.line(reason, 160)
            + " (STINT-R003)");
  }

  static ReportException tooSlow(String file, String limit) {
    return new ReportException(
        "recording not read in time [" + file + "]: limit [" + limit + "] (STINT-R004)");
  }
}
