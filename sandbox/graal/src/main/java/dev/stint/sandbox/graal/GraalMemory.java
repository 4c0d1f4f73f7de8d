package dev.stint.sandbox.graal;

import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.engine.GuestMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.graalvm.polyglot.Value;

/** A memory value; the engine has no bulk write, so writes go eight bytes at a time. */
final class GraalMemory implements GuestMemory {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final @Nullable Value buffer;

  GraalMemory(@Nullable Value buffer) {
    this.buffer = buffer;
  }

  @Override
  public long sizeBytes() {
    return buffer == null ? 0 : buffer.getBufferSize();
  }

  /** The buffer, when {@code length} bytes at the address lie inside it. */
  private Value inside(long address, long length) {
    long size = sizeBytes();
    if (buffer == null || address < 0 || length < 0 || address > size - length) {
      throw new GuestFault(address, length, size);
    }
    return buffer;
  }

  @Override
  public void read(long address, byte[] into, int offset, int length) {
    inside(address, length).readBuffer(address, into, offset, length);
  }

  @Override
  public void write(long address, byte[] from, int offset, int length) {
    Value memory = inside(address, length);
    int done = 0;
    for (; done + Long.BYTES <= length; done += Long.BYTES) {
      memory.writeBufferLong(ORDER, address + done, (long) LONGS.get(from, offset + done));
    }
    for (; done < length; done++) {
      memory.writeBufferByte(address + done, from[offset + done]);
    }
  }

  @Override
  public byte getByte(long address) {
    return inside(address, 1).readBufferByte(address);
  }

  @Override
  public void putByte(long address, byte value) {
    inside(address, 1).writeBufferByte(address, value);
  }

  @Override
  public int getInt(long address) {
    return inside(address, Integer.BYTES).readBufferInt(ORDER, address);
  }

  @Override
  public void putInt(long address, int value) {
    inside(address, Integer.BYTES).writeBufferInt(ORDER, address, value);
  }

  @Override
  public long getLong(long address) {
    return inside(address, Long.BYTES).readBufferLong(ORDER, address);
  }

  @Override
  public void putLong(long address, long value) {
    inside(address, Long.BYTES).writeBufferLong(ORDER, address, value);
  }
}
