package dev.stint.sandbox.engine;

/**
 * The linear memory of one instance.
 *
 * <p>Addresses are unsigned 32-bit numbers held in a {@code long}; multi-byte values are little
 * endian and need no alignment. Sizes are bytes. An access that is not wholly inside the memory
 * throws {@link GuestFault} and has no effect.
 *
 * <p>An implementation never holds a view of the memory over a call into the guest, because a
 * {@code memory.grow} may move it. Not thread-safe: used by the thread that runs the guest.
 */
public interface GuestMemory {
  long sizeBytes();

  void read(long address, byte[] into, int offset, int length);

  void write(long address, byte[] from, int offset, int length);

  byte getByte(long address);

  void putByte(long address, byte value);

  int getInt(long address);

  void putInt(long address, int value);

  long getLong(long address);

  void putLong(long address, long value);
}
