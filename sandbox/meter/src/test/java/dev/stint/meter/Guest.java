package dev.stint.meter;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;

/**
 * A metered module on Chicory's interpreter, with a host that grants grows and refills fuel as the
 * test says.
 */
final class Guest {
  static final long PLENTY = 1L << 50;

  final List<String> asked = new ArrayList<>();
  boolean grant = true;
  long refill;
  int refills;
  final Metered metered;
  final Instance instance;

  Guest(String wat) throws ModuleRefused {
    this(Meter.rewrite(Wat2Wasm.parse(wat), MeterOptions.defaults()), List.of());
  }

  Guest(Metered metered, List<HostFunction> imports) {
    this(metered, imports, MemoryLimits.MAX_PAGES);
  }

  /** On an engine whose memory grows to {@code enginePages} only, whatever the module declares. */
  Guest(Metered metered, List<HostFunction> imports, int enginePages) {
    this.metered = metered;
    ImportValues.Builder values = ImportValues.builder();
    imports.forEach(values::addFunction);
    values.addFunction(
        new HostFunction(
            Injected.HOST_MODULE,
            Injected.HOST_GROW,
            FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)),
            (instance, args) -> {
              asked.add(args[0] + ">" + args[1]);
              return new long[] {grant ? 1 : 0};
            }),
        new HostFunction(
            Injected.HOST_MODULE,
            Injected.HOST_FUEL,
            FunctionType.of(List.of(), List.of()),
            (instance, args) -> {
              refills++;
              if (refill > 0) {
                instance.export(Injected.FUEL_SET).apply(refill);
              }
              return new long[0];
            }));
    instance =
        Instance.builder(Parser.parse(metered.bytes()))
            .withImportValues(values.build())
            .withStart(false)
            .withMemoryFactory(
                declared ->
                    new ByteArrayMemory(
                        new MemoryLimits(
                            declared.initialPages(),
                            Math.min(declared.maximumPages(), enginePages))))
            .build();
    set(Injected.FUEL_SET, PLENTY);
    set(Injected.DEPTH_SET, 10_000);
    set(Injected.CEILING_SET, 1_000);
    set(Injected.TABLE_CEILING_SET, 1_000);
  }

  void set(String name, long value) {
    instance.export(name).apply(value);
  }

  long get(String name) {
    return instance.export(name).apply()[0];
  }

  long call(String name, long... args) {
    long[] results = instance.export(name).apply(args);
    return results == null || results.length == 0 ? 0 : results[0];
  }

  /** The fuel that one call takes. */
  long fuelOf(String name, long... args) {
    set(Injected.FUEL_SET, PLENTY);
    call(name, args);
    return PLENTY - get(Injected.FUEL_GET);
  }
}
