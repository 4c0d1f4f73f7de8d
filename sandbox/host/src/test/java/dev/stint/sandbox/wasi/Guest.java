package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.HostFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Calls WASI functions as a guest does: with addresses in a memory, and structures read from it.
 */
final class Guest implements AutoCloseable {
  static final int MEMORY = 1 << 20;
  static final long OUTSIDE = MEMORY;

  /** Results go here. */
  static final long OUT = 64;

  /** Buffers for bytes go here. */
  static final long BUFFER = 0x20000;

  private static final long TEXT = 0x1000;
  private static final long TEXT_2 = 0x4000;
  private static final long IOVECS = 0x8000;
  private static final long ALL_RIGHTS = 0x1FFF_FFFF;

  final ArrayMemory memory = new ArrayMemory(MEMORY);
  private final Wasi wasi;
  private final Map<String, HostFunction> functions;

  Guest(WasiConfig config) throws IOException {
    wasi = Wasi.open(config);
    functions =
        wasi.functions().stream()
            .collect(Collectors.toMap(HostFunction::name, Function.identity()));
  }

  Errno call(String name, long... arguments) {
    long[] results = functions.get(name).call(memory, arguments);
    return Errno.values()[(int) results[0]];
  }

  void run(String name, long... arguments) {
    functions.get(name).call(memory, arguments);
  }

  /** Calls with a path, which takes the place of two arguments, after {@code before}. */
  Errno onPath(String name, List<Long> before, String path, long... after) {
    long[] arguments = new long[before.size() + 2 + after.length];
    int next = 0;
    for (long value : before) {
      arguments[next++] = value;
    }
    arguments[next++] = TEXT;
    arguments[next++] = put(TEXT, path);
    System.arraycopy(after, 0, arguments, next, after.length);
    return call(name, arguments);
  }

  Errno open(int directory, String path, int oflags, long rights, int fdflags) {
    return onPath(
        "path_open", List.of((long) directory, 1L), path, oflags, rights, ALL_RIGHTS, fdflags, OUT);
  }

  /** Opens and gives the descriptor. */
  int opened(int directory, String path, int oflags, long rights) {
    Errno errno = open(directory, path, oflags, rights, 0);
    if (errno != Errno.SUCCESS) {
      throw new AssertionError("path_open [" + path + "]: " + errno);
    }
    return outInt();
  }

  Errno rename(int from, String path, int to, String newPath) {
    long second = put(TEXT_2, newPath);
    return onPath("path_rename", List.of((long) from), path, to, TEXT_2, second);
  }

  Errno symlink(String text, int directory, String path) {
    long length = put(TEXT_2, text);
    return call("path_symlink", TEXT_2, length, directory, TEXT, put(TEXT, path));
  }

  Errno link(int from, String path, int to, String newPath) {
    long second = put(TEXT_2, newPath);
    return onPath("path_link", List.of((long) from, 0L), path, to, TEXT_2, second);
  }

  Errno filestat(int directory, String path, boolean follow) {
    return onPath("path_filestat_get", List.of((long) directory, follow ? 1L : 0L), path, OUT);
  }

  /** The names that a whole walk through a directory gives, in pages of so many bytes. */
  List<String> names(int directory, int pageBytes) {
    List<String> names = new java.util.ArrayList<>();
    long cookie = 0;
    while (true) {
      Errno errno = call("fd_readdir", directory, BUFFER, pageBytes, cookie, OUT);
      if (errno != Errno.SUCCESS) {
        throw new AssertionError("fd_readdir: " + errno);
      }
      int used = outInt();
      long at = BUFFER;
      while (at + 24 <= BUFFER + used) {
        int length = memory.getInt(at + 16);
        if (at + 24 + length > BUFFER + used) {
          break;
        }
        cookie = memory.getLong(at);
        names.add(text(at + 24, length));
        at += 24 + length;
      }
      if (used < pageBytes) {
        return names;
      }
    }
  }

  Errno write(int fd, String... pieces) {
    return call("fd_write", fd, buffers(pieces), pieces.length, OUT);
  }

  Errno writeAt(int fd, long position, String piece) {
    return call("fd_pwrite", fd, buffers(piece), 1, position, OUT);
  }

  Errno read(int fd, int... lengths) {
    long address = BUFFER;
    for (int i = 0; i < lengths.length; i++) {
      putIovec(i, address, lengths[i]);
      address += lengths[i];
    }
    return call("fd_read", fd, IOVECS, lengths.length, OUT);
  }

  Errno readAt(int fd, long position, int length) {
    putIovec(0, BUFFER, length);
    return call("fd_pread", fd, IOVECS, 1, position, OUT);
  }

  /** What the last read has put into the buffer. */
  String readText() {
    return text(BUFFER, outInt());
  }

  /** Reads the file to its end, at most so many bytes. */
  String readAll(int fd, int limit) {
    Errno errno = read(fd, limit);
    return errno == Errno.SUCCESS ? readText() : errno.name();
  }

  long buffers(String... pieces) {
    long address = BUFFER;
    for (int i = 0; i < pieces.length; i++) {
      int length = put(address, pieces[i]);
      putIovec(i, address, length);
      address += length;
    }
    return IOVECS;
  }

  void putIovec(int index, long address, long length) {
    memory.putInt(IOVECS + 8L * index, (int) address);
    memory.putInt(IOVECS + 8L * index + 4, (int) length);
  }

  int put(long address, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    memory.write(address, bytes, 0, bytes.length);
    return bytes.length;
  }

  String text(long address, int length) {
    byte[] bytes = new byte[length];
    memory.read(address, bytes, 0, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  int outInt() {
    return memory.getInt(OUT);
  }

  long outLong() {
    return memory.getLong(OUT);
  }

  @Override
  public void close() throws IOException {
    wasi.close();
  }
}
