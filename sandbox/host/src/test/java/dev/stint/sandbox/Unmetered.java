package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import dev.stint.meter.Meter;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleInfo;
import dev.stint.meter.ModuleRefused;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.EngineRefused;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A module as its author made it, on the same engine, without any limit: what a run must equal. */
public final class Unmetered implements Guest, AutoCloseable {
  private final CapsuleInstance instance;

  public Unmetered(CapsuleEngine engine, byte[] module, List<HostFunction> functions) {
    try {
      ModuleInfo info = Meter.rewrite(module, MeterOptions.defaults()).info();
      instance = engine.load(module, shape(info)).instantiate(functions);
    } catch (ModuleRefused | EngineRefused e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModuleShape shape(ModuleInfo info) {
    Map<String, FunctionType> functions = new HashMap<>();
    @Nullable String memory = null;
    for (ModuleInfo.Export export : info.exports()) {
      switch (export.kind()) {
        case FUNCTION -> functions.put(export.name(), TypeText.parse(export.type()));
        case MEMORY -> memory = export.name();
        case TABLE, GLOBAL -> {}
      }
    }
    return new ModuleShape("unmetered", functions, memory);
  }

  /** A function for each import of the module outside WASI. */
  public static List<HostFunction> recorders(byte[] module, Recorder recorder) {
    try {
      return Meter.rewrite(module, MeterOptions.defaults()).info().imports().stream()
          .filter(wanted -> !wanted.module().startsWith("wasi"))
          .map(wanted -> recorder.function(wanted, TypeText.parse(wanted.type())))
          .toList();
    } catch (ModuleRefused e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long[] call(String export, long... arguments) {
    return instance.call(export, arguments);
  }

  @Override
  public GuestMemory memory() {
    return instance.memory();
  }

  @Override
  public void close() {
    instance.close();
  }

  /** Writes down the calls of a guest to its host. */
  @FunctionalInterface
  public interface Recorder {
    /** Returns what the guest gets, 0 for most. */
    long called(String name, GuestMemory memory, long[] arguments);

    default HostFunction function(ModuleInfo.Import wanted, FunctionType type) {
      Recorder self = this;
      return new HostFunction() {
        @Override
        public String module() {
          return wanted.module();
        }

        @Override
        public String name() {
          return wanted.name();
        }

        @Override
        public FunctionType type() {
          return type;
        }

        @Override
        public long[] call(GuestMemory memory, long[] arguments) {
          long answer = self.called(wanted.name(), memory, arguments);
          return type.results().isEmpty() ? new long[0] : new long[] {answer};
        }
      };
    }
  }
}
