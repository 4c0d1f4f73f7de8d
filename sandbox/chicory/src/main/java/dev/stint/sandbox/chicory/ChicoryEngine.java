package dev.stint.sandbox.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleModule;
import dev.stint.sandbox.spi.EngineRefused;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.function.Function;

/** Chicory with its run-time compiler. Stateless. */
final class ChicoryEngine implements CapsuleEngine {
  static final String NAME = "chicory";

  private static final int LONGEST_MESSAGE = 300;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String state() {
    return "jit JVM bytecode";
  }

  @Override
  public CapsuleModule load(byte[] binary, ModuleShape shape) throws EngineRefused {
    try {
      WasmModule module = Parser.parse(binary);
      Function<Instance, Machine> machines =
          MachineFactoryCompiler.builder(module)
              .withInterpreterFallback(InterpreterFallback.SILENT)
              .compile();
      return new ChicoryModule(module, machines, shape);
    } catch (ChicoryException e) {
      throw new EngineRefused(reason(e));
    }
  }

  static String reason(Throwable e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String cut = text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
    return cut.replaceAll("[^\\x20-\\x7e]+", " ");
  }

  @Override
  public void close() {
    // Nothing is shared between modules.
  }
}
