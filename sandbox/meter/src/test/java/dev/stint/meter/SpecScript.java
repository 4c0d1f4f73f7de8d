package dev.stint.meter;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs one script of the specification suite on Chicory, metered or not, and writes down what each
 * command gave.
 */
final class SpecScript {
  private static final int DEPTH = 5_000;
  private static final MeterOptions OPTIONS = MeterOptions.defaults().withLinkable(true);

  private final Map<String, byte[]> files;
  private final boolean metered;
  private final Store store = new Store();
  private final Map<String, Instance> named = new HashMap<>();
  private final List<String> outcomes = new ArrayList<>();
  private Instance last;

  SpecScript(Map<String, byte[]> files, boolean metered) {
    this.files = files;
    this.metered = metered;
    store.addFunction(print("print"));
    store.addFunction(print("print_i32", ValType.I32));
    store.addFunction(print("print_i64", ValType.I64));
    store.addFunction(print("print_f32", ValType.F32));
    store.addFunction(print("print_f64", ValType.F64));
    store.addFunction(print("print_i32_f32", ValType.I32, ValType.F32));
    store.addFunction(print("print_f64_f64", ValType.F64, ValType.F64));
    global("global_i32", Value.i32(666));
    global("global_i64", Value.i64(666));
    global("global_f32", Value.fromFloat(666.6f));
    global("global_f64", Value.fromDouble(666.6));
    store.addMemory(
        new ImportMemory("spectest", "memory", new ByteArrayMemory(new MemoryLimits(1, 2))));
    store.addTable(
        new ImportTable(
            "spectest",
            "table",
            new TableInstance(
                new Table(ValType.FuncRef, new TableLimits(10, 20)), Value.REF_NULL_VALUE)));
    HostFunction grow =
        new HostFunction(
            Injected.HOST_MODULE,
            Injected.HOST_GROW,
            FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)),
            (instance, args) -> new long[] {1});
    HostFunction fuel =
        new HostFunction(
            Injected.HOST_MODULE,
            Injected.HOST_FUEL,
            FunctionType.of(List.of(), List.of()),
            (instance, args) -> new long[0]);
    store.addFunction(grow, fuel);
  }

  List<String> run(JsonNode script) {
    for (JsonNode command : script.get("commands")) {
      String outcome = command.get("line").asText() + " " + command.get("type").asText() + " ";
      try {
        outcomes.add(outcome + one(command));
      } catch (ModuleRefused e) {
        outcomes.add(outcome + "failed " + e.getMessage());
      } catch (RuntimeException | StackOverflowError e) {
        outcomes.add(outcome + "failed");
      }
    }
    return outcomes;
  }

  private String one(JsonNode command) throws ModuleRefused {
    switch (command.get("type").asText()) {
      case "module":
        last = null;
        last = instantiate(command);
        if (command.has("name")) {
          named.put(command.get("name").asText(), last);
        }
        return "ok";
      case "register":
        store.register(command.get("as").asText(), target(command));
        return "ok";
      case "action":
      case "assert_return":
      case "assert_trap":
      case "assert_exhaustion":
        return action(command.get("action"));
      case "assert_uninstantiable":
      case "assert_unlinkable":
        instantiate(command);
        return "ok";
      default:
        return "not run";
    }
  }

  private Instance instantiate(JsonNode command) throws ModuleRefused {
    byte[] module = files.get(command.get("filename").asText());
    byte[] bytes = metered ? Meter.rewrite(module, OPTIONS).bytes() : module;
    Instance instance =
        Instance.builder(Parser.parse(bytes)).withImportValues(store.toImportValues()).build();
    if (metered) {
      instance.export(Injected.CEILING_SET).apply(65_536);
      instance.export(Injected.TABLE_CEILING_SET).apply(1L << 32);
      prepare(instance);
      if (Meter.rewrite(module, OPTIONS).info().hasStart()) {
        instance.export(Injected.START).apply();
      }
    }
    return instance;
  }

  private static void prepare(Instance instance) {
    instance.export(Injected.FUEL_SET).apply(1L << 40);
    instance.export(Injected.DEPTH_SET).apply(DEPTH);
  }

  private Instance target(JsonNode node) {
    String name = node.has("module") ? "module" : "name";
    return node.has(name) ? named.get(node.get(name).asText()) : last;
  }

  private String action(JsonNode action) {
    Instance instance = action.has("module") ? named.get(action.get("module").asText()) : last;
    String field = action.get("field").asText();
    if (action.get("type").asText().equals("get")) {
      return Long.toHexString(instance.exports().global(field).getValue());
    }
    if (metered) {
      named.values().forEach(SpecScript::prepare);
      prepare(instance);
    }
    long[] results = instance.export(field).apply(args(action.get("args")));
    if (metered && instance.export(Injected.DEPTH_GET).apply()[0] != DEPTH) {
      return "depth not given back";
    }
    return text(results, instance.exportType(field).returns());
  }

  /** Function references are indices, which move, and NaNs have any payload: both only by kind. */
  private static String text(long[] results, List<ValType> types) {
    if (results == null || types.contains(ValType.FuncRef)) {
      return "returned";
    }
    if (results.length == 0) {
      return "nothing";
    }
    boolean f32 =
        types.get(0).equals(ValType.F32) && Float.isNaN(Float.intBitsToFloat((int) results[0]));
    boolean f64 =
        types.get(0).equals(ValType.F64) && Double.isNaN(Double.longBitsToDouble(results[0]));
    return f32 || f64 ? "nan" : Arrays.toString(results);
  }

  private static long[] args(JsonNode args) {
    List<Long> values = new ArrayList<>();
    for (JsonNode arg : args) {
      switch (arg.get("type").asText()) {
        case "v128":
          lanes(arg, values);
          break;
        case "funcref":
        case "externref":
          String text = arg.get("value").asText();
          values.add(text.equals("null") ? (long) Value.REF_NULL_VALUE : Long.parseLong(text));
          break;
        default:
          values.add(Long.parseUnsignedLong(arg.get("value").asText()));
      }
    }
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static void lanes(JsonNode arg, List<Long> values) {
    JsonNode lanes = arg.get("value");
    int bits = 128 / lanes.size();
    long mask = bits == 64 ? -1 : (1L << bits) - 1;
    long[] halves = new long[2];
    for (int i = 0; i < lanes.size(); i++) {
      String text = lanes.get(i).asText();
      long lane = text.startsWith("nan") ? 0x7fc0_0000L : Long.parseUnsignedLong(text);
      halves[i * bits / 64] |= (lane & mask) << (i * bits % 64);
    }
    values.add(halves[0]);
    values.add(halves[1]);
  }

  private void global(String name, Value value) {
    store.addGlobal(new ImportGlobal("spectest", name, new GlobalInstance(value)));
  }

  private static ImportFunction print(String name, ValType... params) {
    FunctionType type =
        FunctionType.of(Arrays.stream(params).collect(Collectors.toList()), List.of());
    return new HostFunction("spectest", name, type, (instance, args) -> new long[0]);
  }
}
