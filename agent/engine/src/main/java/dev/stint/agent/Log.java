package dev.stint.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Our own lines: on stderr, in a file or nowhere. Thread-safe; never throws. */
public final class Log {
  private final PrintStream out;

  private Log(PrintStream out) {
    this.out = out;
  }

  /** The log of that option; a file that cannot be opened is told on stderr, which is then used. */
  public static Log open(String where) {
    if (where.equals("off")) {
      return new Log(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
    if (!where.equals("stderr")) {
      try {
        return new Log(
            new PrintStream(new FileOutputStream(where, true), true, StandardCharsets.UTF_8));
      } catch (IOException e) {
        Log log = new Log(System.err);
        log.line("log file [" + where + "] not opened: [" + e + "], using stderr (STINT-A008)");
        return log;
      }
    }
    return new Log(System.err);
  }

  /** Prints one line. */
  public void line(String text) {
    out.println("stint: " + text);
  }

  /** Prints lines as they are. */
  public void block(String text) {
    out.print(text);
    out.flush();
  }
}
