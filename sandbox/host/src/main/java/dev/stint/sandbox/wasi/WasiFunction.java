package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import java.io.IOException;

/**
 * A WASI function: asks the guard, runs the body, and turns its failures into the guest's errno.
 */
record WasiFunction(String name, FunctionType type, HostCallGuard guard, Body body)
    implements HostFunction {
  static final String MODULE = "wasi_snapshot_preview1";

  private static final long[] NOTHING = {};

  @Override
  public String module() {
    return MODULE;
  }

  @Override
  public long[] call(GuestMemory memory, long[] arguments) {
    guard.enter(name);
    Errno errno = run(new Call(memory, arguments));
    return type.results().isEmpty() ? NOTHING : new long[] {errno.code()};
  }

  private Errno run(Call call) {
    try {
      body.run(call);
      return Errno.SUCCESS;
    } catch (WasiError e) {
      return e.errno();
    } catch (GuestFault e) {
      return Errno.FAULT;
    } catch (IOException e) {
      return HostErrors.errno(e);
    }
  }

  /** What a function does; it answers SUCCESS when it returns. */
  @FunctionalInterface
  interface Body {
    void run(Call call) throws IOException;
  }
}
