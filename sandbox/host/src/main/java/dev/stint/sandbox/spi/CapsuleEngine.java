package dev.stint.sandbox.spi;

/** A WebAssembly engine. Thread-safe; one serves all capsules of a host. */
public interface CapsuleEngine extends AutoCloseable {
  /** The name users choose it by, such as {@code graal}. */
  String name();

  /** How it runs code: {@code jit} and the name of the compiler, or {@code interpreter}. */
  String state();

  /**
   * Validates and loads a binary.
   *
   * @throws EngineRefused when the binary is not valid for this engine
   */
  CapsuleModule load(byte[] binary, ModuleShape shape) throws EngineRefused;

  /** Ends the engine; what still runs in it is undefined. */
  @Override
  void close();
}
