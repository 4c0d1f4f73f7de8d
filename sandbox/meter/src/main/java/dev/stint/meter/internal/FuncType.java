package dev.stint.meter.internal;

import java.util.List;
import java.util.stream.Collectors;

/** A function type; the value types are their binary codes. */
record FuncType(List<Integer> params, List<Integer> results, int paramSlots, String text) {
  /** Slots and text are made once: many functions and exports may share one long type. */
  FuncType(List<Integer> params, List<Integer> results) {
    this(
        params,
        results,
        params.stream().mapToInt(Values::slots).sum(),
        text(params) + " -> " + text(results));
  }

  void write(Out out) {
    out.u8(0x60);
    writeValues(params, out);
    writeValues(results, out);
  }

  private static void writeValues(List<Integer> values, Out out) {
    out.u32(values.size());
    values.forEach(out::u8);
  }

  private static String text(List<Integer> values) {
    return values.stream().map(Values::text).collect(Collectors.joining(", ", "(", ")"));
  }
}
