package dev.stint.sandbox.graal;

import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleModule;
import dev.stint.sandbox.spi.EngineFailure;
import dev.stint.sandbox.spi.EngineRefused;
import dev.stint.sandbox.spi.ModuleShape;
import java.io.IOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.io.IOAccess;

/**
 * GraalWasm. All contexts share one {@code Engine}, so that parsed and compiled code is shared, and
 * all have the same host access, as the engine demands.
 */
final class GraalEngine implements CapsuleEngine {
  static final String NAME = "graal";
  static final String LANGUAGE = "wasm";

  private static final String INTERPRETED = "Interpreted";

  private final Engine engine;

  GraalEngine() {
    // The state is published instead of the warning.
    this.engine = Engine.newBuilder(LANGUAGE).option("engine.WarnInterpreterOnly", "false").build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String state() {
    String implementation = engine.getImplementationName();
    return implementation.equals(INTERPRETED) ? "interpreter" : "jit " + implementation;
  }

  @Override
  public CapsuleModule load(byte[] binary, ModuleShape shape) throws EngineRefused {
    Source source = source(binary, shape.name());
    try (Context context = context()) {
      context.parse(source);
    } catch (PolyglotException e) {
      if (e.isInternalError()) {
        throw new EngineFailure("engine failed to load a module: " + e.getMessage(), e);
      }
      throw new EngineRefused(GraalInstance.oneLine(e.getMessage()));
    }
    return new GraalModule(this, source, shape);
  }

  private static Source source(byte[] binary, String name) {
    try {
      return Source.newBuilder(LANGUAGE, ByteSequence.create(binary), name).build();
    } catch (IOException e) {
      throw new EngineFailure("engine cannot read a module from memory", e);
    }
  }

  Context context() {
    return Context.newBuilder(LANGUAGE)
        .engine(engine)
        .allowHostAccess(HostAccess.NONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowIO(IOAccess.NONE)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .build();
  }

  @Override
  public void close() {
    engine.close(true);
  }
}
