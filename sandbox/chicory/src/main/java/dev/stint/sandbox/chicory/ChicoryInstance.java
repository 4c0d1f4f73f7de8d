package dev.stint.sandbox.chicory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.GuestStopped;
import dev.stint.sandbox.spi.GuestTrap;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.HashMap;
import java.util.Map;

/** One instance. The engine looks at the thread's interrupt flag, so that is what stops it. */
final class ChicoryInstance implements CapsuleInstance {
  private final ModuleShape shape;
  private final Map<String, ExportFunction> functions = new HashMap<>();
  private GuestMemory memory = new ChicoryMemory(null);
  private @Nullable Instance instance;
  private volatile @Nullable Thread runner;
  private volatile boolean closed;

  ChicoryInstance(ModuleShape shape) {
    this.shape = shape;
  }

  void attach(Instance made) {
    instance = made;
    if (shape.memory() != null) {
      memory = new ChicoryMemory(made.memory());
    }
  }

  @Override
  public long[] call(String export, long... arguments) {
    if (closed) {
      throw new GuestStopped();
    }
    Thread outer = runner;
    runner = Thread.currentThread();
    try {
      long[] results = function(export).apply(arguments);
      return results == null ? new long[0] : results;
    } catch (ChicoryInterruptedException e) {
      throw new GuestStopped();
    } catch (ChicoryException e) {
      throw new GuestTrap(ChicoryEngine.reason(e));
    } catch (StackOverflowError e) {
      throw new GuestTrap("call stack exhausted");
    } finally {
      runner = outer;
    }
  }

  private ExportFunction function(String export) {
    ExportFunction known = functions.get(export);
    if (known != null) {
      return known;
    }
    Instance target = instance;
    if (target == null || !hasExport(export)) {
      throw new IllegalArgumentException("no such export: function [" + export + "]");
    }
    ExportFunction found = target.export(export);
    functions.put(export, found);
    return found;
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
    Thread running = runner;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    if (runner != Thread.currentThread()) {
      interrupt();
    }
  }
}
