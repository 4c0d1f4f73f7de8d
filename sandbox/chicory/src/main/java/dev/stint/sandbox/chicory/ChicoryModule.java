package dev.stint.sandbox.chicory;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.engine.ValueType;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.spi.CapsuleModule;
import dev.stint.sandbox.spi.EngineFailure;
import dev.stint.sandbox.spi.GuestTrap;
import dev.stint.sandbox.spi.ModuleShape;
import java.util.List;
import java.util.function.Function;

/** A module compiled to JVM bytecode. */
record ChicoryModule(WasmModule module, Function<Instance, Machine> machines, ModuleShape shape)
    implements CapsuleModule {
  @Override
  public CapsuleInstance instantiate(List<HostFunction> imports) {
    ChicoryInstance made = new ChicoryInstance(shape);
    ImportValues.Builder values = ImportValues.builder();
    for (HostFunction function : imports) {
      values.addFunction(adapted(function, made));
    }
    try {
      made.attach(
          Instance.builder(module)
              .withImportValues(values.build())
              .withMachineFactory(machines)
              .withStart(false)
              // Allocates page by page: what the ledger does not know is not there.
              .withMemoryFactory(ByteArrayMemory::new)
              .build());
      return made;
    } catch (ChicoryException e) {
      throw new GuestTrap(ChicoryEngine.reason(e));
    } catch (OutOfMemoryError e) {
      throw new EngineFailure("not enough heap for an instance", e);
    }
  }

  private static com.dylibso.chicory.runtime.HostFunction adapted(
      HostFunction function, ChicoryInstance made) {
    FunctionType type =
        FunctionType.of(types(function.type().parameters()), types(function.type().results()));
    return new com.dylibso.chicory.runtime.HostFunction(
        function.module(),
        function.name(),
        type,
        (instance, arguments) -> function.call(made.memory(), arguments));
  }

  private static List<ValType> types(List<ValueType> types) {
    return types.stream().map(ChicoryModule::type).toList();
  }

  private static ValType type(ValueType type) {
    return switch (type) {
      case I32 -> ValType.I32;
      case I64 -> ValType.I64;
      case F32 -> ValType.F32;
      case F64 -> ValType.F64;
      case V128 -> ValType.V128;
      case FUNCREF -> ValType.FuncRef;
      case EXTERNREF -> ValType.ExternRef;
    };
  }
}
