package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import dev.stint.meter.Injected;
import dev.stint.meter.Metered;
import dev.stint.meter.ModuleInfo;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.ValueType;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleModule;
import dev.stint.sandbox.spi.EngineRefused;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A module that was metered and loaded.
 *
 * @param functions the guest's own exported functions
 */
record LoadedCapsule(ModuleInfo info, Map<String, FunctionType> functions, CapsuleModule module) {
  private static final long SLOT_BYTES = 8;

  /** How many elements the tables of a run may grow by in all: one page of memory's worth. */
  private static final long TABLE_GROWTH = 8_192;

  private static final long PAGE_BYTES = MemoryAccount.PAGE_BYTES;
  private static final long LARGEST_PAGES = 32_767;
  private static final long LARGEST_TABLE = 10_000_000;

  static LoadedCapsule load(String name, Metered metered, CapsuleEngine engine)
      throws EngineRefused {
    ModuleInfo info = metered.info();
    Map<String, FunctionType> own = ownFunctions(info);
    Map<String, FunctionType> all = new HashMap<>(own);
    all.putAll(injected(info));
    ModuleShape shape = new ModuleShape(name, all, memory(info));
    return new LoadedCapsule(info, own, engine.load(metered.bytes(), shape));
  }

  private static Map<String, FunctionType> ownFunctions(ModuleInfo info) {
    Map<String, FunctionType> functions = new HashMap<>();
    for (ModuleInfo.Export export : info.exports()) {
      if (export.kind() == ModuleInfo.Kind.FUNCTION) {
        functions.put(export.name(), TypeText.parse(export.type()));
      }
    }
    return functions;
  }

  private static @Nullable String memory(ModuleInfo info) {
    for (ModuleInfo.Export export : info.exports()) {
      if (export.kind() == ModuleInfo.Kind.MEMORY) {
        return export.name();
      }
    }
    return null;
  }

  private static Map<String, FunctionType> injected(ModuleInfo info) {
    Map<String, FunctionType> functions = new HashMap<>();
    List.of(
            Injected.FUEL_GET,
            Injected.GROW_DENIED_GET,
            Injected.TABLE_DENIED_GET,
            Injected.TABLE_ELEMENTS_GET)
        .forEach(name -> functions.put(name, getter(ValueType.I64)));
    List.of(Injected.PAGES_GET, Injected.DEPTH_TRIPPED_GET)
        .forEach(name -> functions.put(name, getter(ValueType.I32)));
    List.of(Injected.FUEL_SET, Injected.TABLE_CEILING_SET)
        .forEach(name -> functions.put(name, setter(ValueType.I64)));
    List.of(Injected.CEILING_SET, Injected.DEPTH_SET)
        .forEach(name -> functions.put(name, setter(ValueType.I32)));
    if (info.hasStart()) {
      functions.put(Injected.START, new FunctionType(List.of(), List.of()));
    }
    return functions;
  }

  private static FunctionType getter(ValueType type) {
    return new FunctionType(List.of(), List.of(type));
  }

  private static FunctionType setter(ValueType type) {
    return new FunctionType(List.of(type), List.of());
  }

  /** The linear memory that an instance has from the start. */
  long initialBytes() {
    return info.memoryInitialPages() * PAGE_BYTES;
  }

  /** What linear memory may grow to by the module's own word. */
  long ceilingPages() {
    if (!info.hasMemory()) {
      return 0;
    }
    long declared = info.memoryMaximumPages();
    return declared < 0 ? LARGEST_PAGES : Math.min(declared, LARGEST_PAGES);
  }

  /** Elements that all tables may have; what they may grow by is charged from the start. */
  long tableElements() {
    long initial = 0;
    long growth = 0;
    for (ModuleInfo.Table table : info.tables()) {
      initial += table.initial();
      long largest = table.maximum() < 0 ? LARGEST_TABLE : table.maximum();
      growth += Math.max(0, largest - table.initial());
    }
    return initial + Math.min(growth, TABLE_GROWTH);
  }

  long tableBytes() {
    return tableElements() * SLOT_BYTES;
  }
}
