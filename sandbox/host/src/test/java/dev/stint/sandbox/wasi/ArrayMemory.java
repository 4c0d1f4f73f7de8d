package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.engine.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Guest memory in a byte array. */
final class ArrayMemory implements GuestMemory {
  private final ByteBuffer bytes;

  ArrayMemory(int sizeBytes) {
    bytes = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long sizeBytes() {
    return bytes.capacity();
  }

  @Override
  public void read(long address, byte[] into, int offset, int length) {
    bytes.get(checked(address, length), into, offset, length);
  }

  @Override
  public void write(long address, byte[] from, int offset, int length) {
    bytes.put(checked(address, length), from, offset, length);
  }

  @Override
  public byte getByte(long address) {
    return bytes.get(checked(address, 1));
  }

  @Override
  public void putByte(long address, byte value) {
    bytes.put(checked(address, 1), value);
  }

  @Override
  public int getInt(long address) {
    return bytes.getInt(checked(address, 4));
  }

  @Override
  public void putInt(long address, int value) {
    bytes.putInt(checked(address, 4), value);
  }

  @Override
  public long getLong(long address) {
    return bytes.getLong(checked(address, 8));
  }

  @Override
  public void putLong(long address, long value) {
    bytes.putLong(checked(address, 8), value);
  }

  private int checked(long address, int length) {
    if (address < 0 || address + length > bytes.capacity()) {
      throw new GuestFault(address, length, bytes.capacity());
    }
    return (int) address;
  }
}
