package dev.stint.ledger.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A directory of audit files: the one place where faults of storage come from. */
interface AuditFiles extends Closeable {
  /** The names of the regular files of the directory, in order. */
  List<String> names() throws IOException;

  /** Opens an existing regular file to read. */
  AuditFile read(String name) throws IOException;

  /** Opens a file to read and write, made empty for its owner alone if it is not there. */
  AuditFile write(String name) throws IOException;

  /** Renames in one step that survives a crash. */
  void rename(String from, String to) throws IOException;

  long size(String name) throws IOException;

  /** Bytes that this process may still write to the disk. */
  long usableBytes() throws IOException;
}
