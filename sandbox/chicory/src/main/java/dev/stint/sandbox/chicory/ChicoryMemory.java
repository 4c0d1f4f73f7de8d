package dev.stint.sandbox.chicory;

import com.dylibso.chicory.runtime.Memory;
import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.engine.GuestMemory;

/** A memory of the engine; addresses fit an int once they are known to lie inside. */
final class ChicoryMemory implements GuestMemory {
  private final @Nullable Memory memory;

  ChicoryMemory(@Nullable Memory memory) {
    this.memory = memory;
  }

  @Override
  public long sizeBytes() {
    return memory == null ? 0 : (long) memory.pages() * Memory.PAGE_SIZE;
  }

  /** The memory, when {@code length} bytes at the address lie inside it. */
  private Memory inside(long address, long length) {
    long size = sizeBytes();
    if (memory == null || address < 0 || length < 0 || address > size - length) {
      throw new GuestFault(address, length, size);
    }
    return memory;
  }

  @Override
  public void read(long address, byte[] into, int offset, int length) {
    byte[] bytes = inside(address, length).readBytes((int) address, length);
    System.arraycopy(bytes, 0, into, offset, length);
  }

  @Override
  public void write(long address, byte[] from, int offset, int length) {
    inside(address, length).write((int) address, from, offset, length);
  }

  @Override
  public byte getByte(long address) {
    return inside(address, 1).read((int) address);
  }

  @Override
  public void putByte(long address, byte value) {
    inside(address, 1).writeByte((int) address, value);
  }

  @Override
  public int getInt(long address) {
    return inside(address, Integer.BYTES).readInt((int) address);
  }

  @Override
  public void putInt(long address, int value) {
    inside(address, Integer.BYTES).writeI32((int) address, value);
  }

  @Override
  public long getLong(long address) {
    return inside(address, Long.BYTES).readLong((int) address);
  }

  @Override
  public void putLong(long address, long value) {
    inside(address, Long.BYTES).writeLong((int) address, value);
  }
}
