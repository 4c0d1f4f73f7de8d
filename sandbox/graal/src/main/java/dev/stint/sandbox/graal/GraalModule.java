package dev.stint.sandbox.graal;

import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.CapsuleModule;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;

/** A parsed module. It keeps the source, because the engine's code cache holds it only weakly. */
final class GraalModule implements CapsuleModule {
  private final GraalEngine engine;
  private final Source source;
  private final ModuleShape shape;

  GraalModule(GraalEngine engine, Source source, ModuleShape shape) {
    this.engine = engine;
    this.source = source;
    this.shape = shape;
  }

  @Override
  public CapsuleInstance instantiate(List<HostFunction> imports) {
    Context context = engine.context();
    GraalInstance instance = new GraalInstance(context, shape);
    boolean linked = false;
    try {
      instance.link(source, imports);
      linked = true;
      return instance;
    } finally {
      if (!linked) {
        instance.close();
      }
    }
  }
}
