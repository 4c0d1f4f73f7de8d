package dev.stint.ledger.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file, as far as the audit needs it. */
interface AuditFile extends Closeable {
  long size() throws IOException;

  /** Reads once; -1 at the end of the file. */
  int read(ByteBuffer into, long position) throws IOException;

  /** Writes all that remains in the buffer. */
  void write(ByteBuffer from, long position) throws IOException;

  void truncate(long size) throws IOException;

  /** Returns when what was written is on the disk. */
  void force() throws IOException;
}
