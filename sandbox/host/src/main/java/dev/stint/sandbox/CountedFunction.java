package dev.stint.sandbox;

import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;

/** The one way from a guest to a host function: counted, and a place where a run can be stopped. */
final class CountedFunction implements HostFunction {
  private final HostFunction target;
  private final RunControl control;
  private final HostCalls calls;
  private final String label;

  CountedFunction(HostFunction target, RunControl control, HostCalls calls) {
    this.target = target;
    this.control = control;
    this.calls = calls;
    this.label = target.module() + "." + target.name();
  }

  @Override
  public String module() {
    return target.module();
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public FunctionType type() {
    return target.type();
  }

  @Override
  public long[] call(GuestMemory memory, long[] arguments) {
    calls.count++;
    control.enter(label);
    long[] results = target.call(memory, arguments);
    control.leave();
    return results;
  }

  /** How many calls a run made. Mutable, for the guest's thread. */
  static final class HostCalls {
    long count;
  }
}
