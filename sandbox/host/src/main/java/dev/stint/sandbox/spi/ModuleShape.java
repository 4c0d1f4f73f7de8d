package dev.stint.sandbox.spi;

import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.FunctionType;
import java.util.Map;

/**
 * What a caller needs to know of a module's exports.
 *
 * @param name for messages and traces
 * @param functions the exported functions that may be called, with their types
 * @param memory the name of an exported memory, null when there is none
 */
public record ModuleShape(
    String name, Map<String, FunctionType> functions, @Nullable String memory) {
  public ModuleShape {
    functions = Map.copyOf(functions);
  }
}
