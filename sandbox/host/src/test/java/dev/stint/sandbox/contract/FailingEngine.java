package dev.stint.sandbox.contract;

import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.CapsuleModule;
import dev.stint.sandbox.spi.EngineRefused;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.List;

/** A real engine in which one step, counted from 1, first does something else. */
final class FailingEngine implements CapsuleEngine {
  private final CapsuleEngine engine;
  private final int failing;
  private final Runnable failure;
  private int steps;

  FailingEngine(CapsuleEngine engine, int failing, Runnable failure) {
    this.engine = engine;
    this.failing = failing;
    this.failure = failure;
  }

  /** Whether the run came as far as the failing step. */
  synchronized boolean failed() {
    return steps >= failing;
  }

  private synchronized void step() {
    steps++;
    if (steps == failing) {
      failure.run();
    }
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String state() {
    return engine.state();
  }

  @Override
  public CapsuleModule load(byte[] binary, ModuleShape shape) throws EngineRefused {
    step();
    CapsuleModule module = engine.load(binary, shape);
    return imports -> instantiate(module, imports);
  }

  private CapsuleInstance instantiate(CapsuleModule module, List<HostFunction> imports) {
    step();
    return new Instance(module.instantiate(imports));
  }

  @Override
  public void close() {
    // The engine is shared with other tests.
  }

  private final class Instance implements CapsuleInstance {
    private final CapsuleInstance instance;

    Instance(CapsuleInstance instance) {
      this.instance = instance;
    }

    @Override
    public long[] call(String export, long... arguments) {
      step();
      return instance.call(export, arguments);
    }

    @Override
    public boolean hasExport(String export) {
      return instance.hasExport(export);
    }

    @Override
    public GuestMemory memory() {
      return instance.memory();
    }

    @Override
    public void interrupt() {
      instance.interrupt();
    }

    @Override
    public void close() {
      instance.close();
      step();
    }
  }
}
