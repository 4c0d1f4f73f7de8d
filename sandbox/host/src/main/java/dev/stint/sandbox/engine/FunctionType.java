package dev.stint.sandbox.engine;

import java.util.List;

/** The parameters and results of a function, in order. */
public record FunctionType(List<ValueType> parameters, List<ValueType> results) {
  public FunctionType {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }
}
