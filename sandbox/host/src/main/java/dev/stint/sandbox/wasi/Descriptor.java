package dev.stint.sandbox.wasi;

import java.io.Closeable;
import java.io.IOException;

/** What a guest's descriptor number stands for. What a kind cannot do, it answers with an errno. */
interface Descriptor extends Closeable {
  FileType type();

  long rights();

  default long inheritedRights() {
    return 0;
  }

  /** The {@code fdflags} bits. */
  default int flags() {
    return 0;
  }

  default void setFlags(int flags) {
    throw Errno.INVAL.error();
  }

  FileFacts facts() throws IOException;

  default void setTimes(Times times) throws IOException {
    throw Errno.NOTSUP.error();
  }

  /** Reads some bytes, at least one unless at the end, where the result is 0 or less. */
  default int read(byte[] into, int length) throws IOException {
    throw Errno.BADF.error();
  }

  /** Whether another read would give bytes, or the end, without waiting for somebody. */
  default boolean readsOnWithoutWaiting() throws IOException {
    return true;
  }

  default void write(byte[] from, int length) throws IOException {
    throw Errno.BADF.error();
  }

  default int readAt(long position, byte[] into, int length) throws IOException {
    throw notSeekable();
  }

  default void writeAt(long position, byte[] from, int length) throws IOException {
    throw notSeekable();
  }

  default void flush() throws IOException {}

  /** The file behind this descriptor, for what only files can do. */
  default OpenFile file() {
    throw notSeekable();
  }

  default OpenDirectory directory() {
    throw Errno.NOTDIR.error();
  }

  private WasiError notSeekable() {
    return (type() == FileType.DIRECTORY ? Errno.BADF : Errno.SPIPE).error();
  }
}
