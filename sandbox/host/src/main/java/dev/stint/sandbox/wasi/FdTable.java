package dev.stint.sandbox.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.util.TreeMap;

/** The descriptors of one guest by number, at most a given count of them. Mutable, one thread. */
final class FdTable implements Closeable {
  private final int limit;
  private final TreeMap<Integer, Descriptor> open = new TreeMap<>();

  FdTable(int limit) {
    this.limit = limit;
  }

  Descriptor get(int fd) {
    Descriptor descriptor = open.get(fd);
    if (descriptor == null) {
      throw Errno.BADF.error();
    }
    return descriptor;
  }

  /** Fails when there is no room, so that a caller can ask before it opens anything. */
  void requireRoom() {
    if (open.size() >= limit) {
      throw Errno.MFILE.error();
    }
  }

  /** Gives the descriptor the lowest number that is not in use. */
  int add(Descriptor descriptor) {
    requireRoom();
    int fd = 0;
    for (int used : open.keySet()) {
      if (used != fd) {
        break;
      }
      fd++;
    }
    open.put(fd, descriptor);
    return fd;
  }

  void close(int fd) throws IOException {
    Descriptor descriptor = get(fd);
    open.remove(fd);
    descriptor.close();
  }

  /** Gives a descriptor the number of another one, which is closed. */
  void renumber(int from, int to) throws IOException {
    Descriptor moved = get(from);
    Descriptor replaced = get(to);
    if (from == to) {
      return;
    }
    open.remove(from);
    open.put(to, moved);
    replaced.close();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pollFirstEntry().getValue().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
