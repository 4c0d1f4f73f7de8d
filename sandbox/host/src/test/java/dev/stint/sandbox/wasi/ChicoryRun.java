package dev.stint.sandbox.wasi;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.stint.sandbox.engine.GuestExit;
import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.engine.ValueType;
import java.io.IOException;
import java.util.List;

/** Runs a command program on Chicory with this package's functions. */
final class ChicoryRun {
  private ChicoryRun() {}

  /** Runs {@code _start}; the exit status. */
  static int run(WasmModule module, WasiConfig config) throws IOException {
    try (Wasi wasi = Wasi.open(config)) {
      ImportValues.Builder imports = ImportValues.builder();
      wasi.functions().forEach(function -> imports.addFunction(adapt(function)));
      Instance instance =
          Instance.builder(module).withImportValues(imports.build()).withStart(false).build();
      instance.export("_start").apply();
      return 0;
    } catch (GuestExit e) {
      return e.status();
    }
  }

  private static com.dylibso.chicory.runtime.HostFunction adapt(HostFunction function) {
    FunctionType type =
        FunctionType.of(types(function.type().parameters()), types(function.type().results()));
    return new com.dylibso.chicory.runtime.HostFunction(
        function.module(),
        function.name(),
        type,
        (instance, arguments) -> function.call(new Adapter(instance.memory()), arguments));
  }

  private static List<ValType> types(List<ValueType> types) {
    return types.stream().map(t -> t == ValueType.I64 ? ValType.I64 : ValType.I32).toList();
  }

  private record Adapter(Memory memory) implements GuestMemory {
    @Override
    public long sizeBytes() {
      return (long) memory.pages() * Memory.PAGE_SIZE;
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) {
      System.arraycopy(memory.readBytes(checked(address, length), length), 0, into, offset, length);
    }

    @Override
    public void write(long address, byte[] from, int offset, int length) {
      memory.write(checked(address, length), from, offset, length);
    }

    @Override
    public byte getByte(long address) {
      return memory.read(checked(address, 1));
    }

    @Override
    public void putByte(long address, byte value) {
      memory.writeByte(checked(address, 1), value);
    }

    @Override
    public int getInt(long address) {
      return memory.readInt(checked(address, 4));
    }

    @Override
    public void putInt(long address, int value) {
      memory.writeI32(checked(address, 4), value);
    }

    @Override
    public long getLong(long address) {
      return memory.readLong(checked(address, 8));
    }

    @Override
    public void putLong(long address, long value) {
      memory.writeLong(checked(address, 8), value);
    }

    private int checked(long address, int length) {
      if (address < 0 || address + length > sizeBytes()) {
        throw new GuestFault(address, length, sizeBytes());
      }
      return (int) address;
    }
  }
}
