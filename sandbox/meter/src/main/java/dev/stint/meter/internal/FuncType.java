package dev.stint.meter.internal;

import java.util.List;
import java.util.stream.Collectors;

/** A function type; the value types are their binary codes. */
record FuncType(List<Integer> params, List<Integer> results) {
  @Override
  public String toString() {
    return text(params) + " -> " + text(results);
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
