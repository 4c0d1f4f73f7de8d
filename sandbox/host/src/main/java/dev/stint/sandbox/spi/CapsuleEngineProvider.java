package dev.stint.sandbox.spi;

/** An engine that can be opened by name; registered for {@link java.util.ServiceLoader}. */
public interface CapsuleEngineProvider {
  /** The name users choose it by, such as {@code graal}. */
  String name();

  /** Opens the engine; costs up to a second. */
  CapsuleEngine open();
}
