package dev.stint.sandbox.wasi;

import java.io.IOException;

/** The {@code fd_*} functions that move bytes and positions or close descriptors. */
final class FileCalls {
  private static final int FROM_START = 0;
  private static final int FROM_HERE = 1;
  private static final int FROM_END = 2;
  private static final int ADVICES = 6;

  private final FdTable table;
  private final HostCallGuard guard;

  FileCalls(FdTable table, HostCallGuard guard) {
    this.table = table;
    this.guard = guard;
  }

  void define(FunctionList list) {
    list.add("fd_advise", "iIIi", this::advise);
    list.add("fd_allocate", "iII", this::allocate);
    list.add("fd_close", "i", call -> table.close(call.i32(0)));
    list.add("fd_datasync", "i", this::sync);
    list.add("fd_filestat_set_size", "iI", this::setSize);
    list.add("fd_pread", "iiiIi", this::readAt);
    list.add("fd_pwrite", "iiiIi", this::writeAt);
    list.add("fd_read", "iiii", this::read);
    list.add("fd_renumber", "ii", call -> table.renumber(call.i32(0), call.i32(1)));
    list.add("fd_seek", "iIii", this::seek);
    list.add("fd_sync", "i", this::sync);
    list.add("fd_tell", "ii", this::tell);
    list.add("fd_write", "iiii", this::write);
  }

  private void advise(Call call) {
    table.get(call.i32(0)).file();
    call.u63(1);
    call.u63(2);
    if (call.u32(3) >= ADVICES) {
      throw Errno.INVAL.error();
    }
  }

  /** Java cannot set disk space aside, and a file that only looks so would be a false promise. */
  private void allocate(Call call) {
    table.get(call.i32(0)).file();
    throw Errno.NOTSUP.error();
  }

  private void read(Call call) throws IOException {
    Descriptor descriptor = table.get(call.i32(0));
    Iovecs buffers = new Iovecs(call, 1);
    long result = call.address(3, Integer.BYTES);
    long count =
        buffers.fill(
            (done, into) ->
                done > 0 && !descriptor.readsOnWithoutWaiting()
                    ? 0
                    : descriptor.read(into, into.length));
    call.memory().putInt(result, (int) count);
  }

  private void readAt(Call call) throws IOException {
    Descriptor descriptor = table.get(call.i32(0));
    Iovecs buffers = new Iovecs(call, 1);
    long position = call.u63(3);
    long result = call.address(4, Integer.BYTES);
    long count =
        buffers.fill((done, into) -> descriptor.readAt(position + done, into, into.length));
    call.memory().putInt(result, (int) count);
  }

  private void write(Call call) throws IOException {
    int fd = call.i32(0);
    Descriptor descriptor = table.get(fd);
    Iovecs buffers = new Iovecs(call, 1);
    long result = call.address(3, Integer.BYTES);
    long count =
        buffers.drain(
            (done, piece) -> {
              guard.bytesOut(fd, piece.length);
              descriptor.write(piece, piece.length);
            });
    call.memory().putInt(result, (int) count);
  }

  private void writeAt(Call call) throws IOException {
    int fd = call.i32(0);
    Descriptor descriptor = table.get(fd);
    Iovecs buffers = new Iovecs(call, 1);
    long position = call.u63(3);
    long result = call.address(4, Integer.BYTES);
    long count =
        buffers.drain(
            (done, piece) -> {
              guard.bytesOut(fd, piece.length);
              descriptor.writeAt(position + done, piece, piece.length);
            });
    call.memory().putInt(result, (int) count);
  }

  private void seek(Call call) throws IOException {
    OpenFile file = table.get(call.i32(0)).file();
    long result = call.address(3, Long.BYTES);
    long start =
        switch (call.i32(2)) {
          case FROM_START -> 0;
          case FROM_HERE -> file.position();
          case FROM_END -> file.size();
          default -> throw Errno.INVAL.error();
        };
    long position = start + call.i64(1);
    // Start is not negative, so a sum that passes the end of the numbers is negative too.
    if (position < 0) {
      throw Errno.INVAL.error();
    }
    file.position(position);
    call.memory().putLong(result, position);
  }

  private void tell(Call call) throws IOException {
    long position = table.get(call.i32(0)).file().position();
    call.memory().putLong(call.u32(1), position);
  }

  private void setSize(Call call) throws IOException {
    table.get(call.i32(0)).file().resize(call.u63(1));
  }

  private void sync(Call call) throws IOException {
    table.get(call.i32(0)).flush();
  }
}
