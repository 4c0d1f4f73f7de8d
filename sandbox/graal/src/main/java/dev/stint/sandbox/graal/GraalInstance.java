package dev.stint.sandbox.graal;

import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.EngineFailure;
import dev.stint.sandbox.spi.GuestStopped;
import dev.stint.sandbox.spi.GuestTrap;
import dev.stint.sandbox.spi.ModuleShape;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** One context with one instance in it. Function values are looked up once. */
final class GraalInstance implements CapsuleInstance {
  private static final Duration INTERRUPT_WAIT = Duration.ofMillis(200);
  private static final int LONGEST_MESSAGE = 300;

  private final Context context;
  private final ModuleShape shape;
  private final Map<String, Value> functions = new HashMap<>();
  private GuestMemory memory = new GraalMemory(null);
  private @Nullable Value exports;

  GraalInstance(Context context, ModuleShape shape) {
    this.context = context;
    this.shape = shape;
  }

  void link(Source source, List<HostFunction> imports) {
    try {
      Value module = context.eval(source);
      Value instance = module.newInstance(new ImportObject(imports, this));
      Value found = instance.getMember("exports");
      exports = found;
      if (shape.memory() != null) {
        memory = new GraalMemory(found.getMember(shape.memory()));
      }
    } catch (PolyglotException e) {
      throw translated(e);
    }
  }

  @Override
  public long[] call(String export, long... arguments) {
    FunctionType type = shape.functions().get(export);
    if (type == null) {
      throw new IllegalArgumentException("no such export: function [" + export + "]");
    }
    try {
      Value result = function(export).execute(Values.toEngine(type.parameters(), arguments));
      return Values.results(type.results(), result);
    } catch (PolyglotException e) {
      throw translated(e);
    } catch (IllegalStateException e) {
      // Another thread closed the context between two calls.
      throw new GuestStopped();
    }
  }

  private Value function(String export) {
    return functions.computeIfAbsent(export, this::find);
  }

  private Value find(String export) {
    Value all = exports;
    Value found = all == null ? null : all.getMember(export);
    if (found == null) {
      throw new IllegalArgumentException("no such export: function [" + export + "]");
    }
    return found;
  }

  /** What the engine's exception means; a host function's own exception comes back unchanged. */
  private static RuntimeException translated(PolyglotException e) {
    if (e.isHostException()) {
      Throwable thrown = e.asHostException();
      if (thrown instanceof RuntimeException runtime) {
        return runtime;
      }
      return new EngineFailure("host function failed: " + thrown, thrown);
    }
    if (e.isCancelled() || e.isInterrupted()) {
      return new GuestStopped();
    }
    if (e.isInternalError()) {
      return new EngineFailure("engine failed: " + oneLine(e.getMessage()), e);
    }
    return new GuestTrap(oneLine(e.getMessage()));
  }

  static String oneLine(@Nullable String message) {
    String text = message == null ? "no reason given" : message;
    String cut = text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
    return cut.replaceAll("[^\\x20-\\x7e]+", " ");
  }

  @Override
  public boolean hasExport(String export) {
    return shape.functions().containsKey(export);
  }

  @Override
  public GuestMemory memory() {
    return memory;
  }

  @Override
  public void interrupt() {
    try {
      context.interrupt(INTERRUPT_WAIT);
    } catch (TimeoutException | IllegalStateException e) {
      // It waits in a host function, or is closed already: the caller interrupts again or closes.
      return;
    }
  }

  @Override
  public void close() {
    context.close(true);
  }
}
