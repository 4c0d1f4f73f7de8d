package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.engine.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Collects the functions of one run. Mutable until {@link #functions} is called. */
final class FunctionList {
  private static final List<ValueType> ERRNO = List.of(ValueType.I32);

  private final HostCallGuard guard;
  private final List<HostFunction> functions = new ArrayList<>();

  FunctionList(HostCallGuard guard) {
    this.guard = guard;
  }

  /** Adds a function that answers an errno; {@code i} is an i32 parameter and {@code I} an i64. */
  void add(String name, String parameters, WasiFunction.Body body) {
    add(name, new FunctionType(types(parameters), ERRNO), body);
  }

  /** Adds a function without a result, which therefore must not return. */
  void addWithoutResult(String name, String parameters, WasiFunction.Body body) {
    add(name, new FunctionType(types(parameters), List.of()), body);
  }

  List<HostFunction> functions() {
    return List.copyOf(functions);
  }

  private void add(String name, FunctionType type, WasiFunction.Body body) {
    functions.add(new WasiFunction(name, type, guard, body));
  }

  private static List<ValueType> types(String letters) {
    return letters.chars().mapToObj(c -> c == 'I' ? ValueType.I64 : ValueType.I32).toList();
  }
}
