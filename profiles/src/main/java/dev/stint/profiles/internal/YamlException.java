package dev.stint.profiles.internal;

/** A text that is not the YAML we read; line and column are 0 for the text as a whole. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final int line;
  private final int column;

  YamlException(Fault fault, int line, int column, String text) {
    super(text);
    this.fault = fault;
    this.line = line;
    this.column = column;
  }

  public Fault fault() {
    return fault;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** The kinds of faults that end the reading. */
  public enum Fault {
    TOO_LARGE,
    NOT_UTF8,
    SYNTAX,
    DUPLICATE,
    SHAPE,
    NOT_SUPPORTED
  }
}
