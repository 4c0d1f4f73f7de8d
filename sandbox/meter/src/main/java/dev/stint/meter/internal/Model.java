package dev.stint.meter.internal;

import dev.stint.meter.ModuleInfo.Export;
import dev.stint.meter.ModuleInfo.Import;
import dev.stint.meter.ModuleInfo.Kind;
import dev.stint.meter.ModuleInfo.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sections read so far declare, and where the injected parts lie behind them. Mutable, one
 * thread.
 */
final class Model {
  /** Host functions appended to the imports: every defined function moves up by this. */
  static final int HOST_FUNCTIONS = 2;

  final Features features = new Features();
  final List<FuncType> types = new ArrayList<>();
  final List<Import> imports = new ArrayList<>();
  final List<Export> exports = new ArrayList<>();
  final List<Integer> functionTypes = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  final List<String> globals = new ArrayList<>();
  int importedFunctions;
  int memories;
  long memoryInitial;
  long memoryMaximum = -1;
  int startFunction = -1;
  int dataCount = -1;
  int elementSegments;
  int dataSegments;
  long codeBytes;
  long dataBytes;
  int largestFrame;

  private final Map<FuncType, Integer> addedTypes = new LinkedHashMap<>();

  FuncType typeOf(int function) {
    return types.get(functionTypes.get(function));
  }

  /** The index of a guest's function in the metered module. */
  int shifted(int function) {
    return function < importedFunctions ? function : function + HOST_FUNCTIONS;
  }

  int definedFunctions() {
    return functionTypes.size() - importedFunctions;
  }

  int imported(Kind kind) {
    return (int) imports.stream().filter(i -> i.kind() == kind).count();
  }

  int hostGrow() {
    return importedFunctions;
  }

  int hostFuel() {
    return importedFunctions + 1;
  }

  /** Helpers follow the guest's functions. */
  int helper(int ordinal) {
    return functionTypes.size() + HOST_FUNCTIONS + ordinal;
  }

  /** Injected globals follow the guest's. */
  int global(InjectedGlobal global) {
    return globals.size() + global.ordinal();
  }

  /** The index of a type of the meter's own, added on first use. */
  int addedType(FuncType type) {
    return addedTypes.computeIfAbsent(type, t -> types.size() + addedTypes.size());
  }

  Iterable<FuncType> addedTypes() {
    return addedTypes.keySet();
  }

  int addedTypeCount() {
    return addedTypes.size();
  }

  /** The greatest number of pages that the engine may be asked for. */
  long growBound() {
    return memoryMaximum < 0 ? 65_536 : memoryMaximum;
  }
}
