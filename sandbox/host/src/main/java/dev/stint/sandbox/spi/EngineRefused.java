package dev.stint.sandbox.spi;

/** The engine did not accept a binary: it is not valid, or uses what this engine lacks. */
public final class EngineRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public EngineRefused(String message) {
    super(message);
  }
}
