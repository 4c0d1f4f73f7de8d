package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.GuestFault;
import dev.stint.sandbox.engine.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One call of a WASI function: the caller's memory and the arguments as the guest gave them. */
record Call(GuestMemory memory, long[] arguments) {
  /** The longest path in bytes, as on Linux. */
  static final int PATH_BYTES = 4096;

  int i32(int index) {
    return (int) arguments[index];
  }

  /** An address, length or count. */
  long u32(int index) {
    return arguments[index] & 0xFFFF_FFFFL;
  }

  long i64(int index) {
    return arguments[index];
  }

  /** An unsigned 64-bit number that has to fit into 63 bits. */
  long u63(int index) {
    if (arguments[index] < 0) {
      throw Errno.INVAL.error();
    }
    return arguments[index];
  }

  /** Fails before any effect when a result could not be stored. */
  long address(int index, long length) {
    long address = u32(index);
    requireInside(address, length);
    return address;
  }

  void requireInside(long address, long length) {
    if (address + length > memory.sizeBytes()) {
      throw new GuestFault(address, length, memory.sizeBytes());
    }
  }

  void putShort(long address, int value) {
    memory.putByte(address, (byte) value);
    memory.putByte(address + 1, (byte) (value >>> Byte.SIZE));
  }

  int getShort(long address) {
    return (memory.getByte(address) & 0xFF) | (memory.getByte(address + 1) & 0xFF) << Byte.SIZE;
  }

  byte[] bytes(long address, int length) {
    requireInside(address, length);
    byte[] bytes = new byte[length];
    memory.read(address, bytes, 0, length);
    return bytes;
  }

  /** The path whose address and length are two arguments in a row. */
  String path(int index) {
    long length = u32(index + 1);
    if (length > PATH_BYTES) {
      throw Errno.NAMETOOLONG.error();
    }
    String path = utf8(bytes(u32(index), (int) length));
    if (path.indexOf('\0') >= 0) {
      throw Errno.INVAL.error();
    }
    return path;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Errno.ILSEQ.error();
    }
  }
}
