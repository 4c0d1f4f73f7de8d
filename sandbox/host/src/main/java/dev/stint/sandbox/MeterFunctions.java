package dev.stint.sandbox;

import dev.stint.meter.Injected;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.engine.ValueType;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * One of the two functions that every metered module imports.
 *
 * @param body takes the arguments, 0 where there is none; its answer is given when the type has a
 *     result
 */
record MeterFunctions(String name, FunctionType type, LongBinaryOperator body)
    implements HostFunction {
  private static final long[] NOTHING = {};

  /** {@code grow}: the body gets the old and new pages, unsigned, and answers 0 to deny. */
  static HostFunction grow(LongBinaryOperator body) {
    List<ValueType> pages = List.of(ValueType.I32, ValueType.I32);
    return new MeterFunctions(
        Injected.HOST_GROW, new FunctionType(pages, List.of(ValueType.I32)), body);
  }

  /** {@code fuel}: called when the fuel went below zero. */
  static HostFunction fuel(Runnable body) {
    return new MeterFunctions(
        Injected.HOST_FUEL,
        new FunctionType(List.of(), List.of()),
        (none, nothing) -> {
          body.run();
          return 0;
        });
  }

  @Override
  public String module() {
    return Injected.HOST_MODULE;
  }

  @Override
  public long[] call(GuestMemory memory, long[] arguments) {
    long first = arguments.length > 0 ? arguments[0] & 0xFFFF_FFFFL : 0;
    long second = arguments.length > 1 ? arguments[1] & 0xFFFF_FFFFL : 0;
    long answer = body.applyAsLong(first, second);
    return type.results().isEmpty() ? NOTHING : new long[] {answer};
  }
}
