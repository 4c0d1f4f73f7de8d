package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The {@code fd_*} functions that ask about a descriptor or change what is noted about it. */
final class FileStatus {
  private static final int FDSTAT_BYTES = 24;
  private static final int PRESTAT_BYTES = 8;

  private final FdTable table;
  private final WasiClock clock;

  FileStatus(FdTable table, WasiClock clock) {
    this.table = table;
    this.clock = clock;
  }

  void define(FunctionList list) {
    list.add("fd_fdstat_get", "ii", this::fdstat);
    list.add("fd_fdstat_set_flags", "ii", this::setFlags);
    list.add("fd_fdstat_set_rights", "iII", this::setRights);
    list.add("fd_filestat_get", "ii", this::filestat);
    list.add("fd_filestat_set_times", "iIIi", this::setTimes);
    list.add("fd_prestat_get", "ii", this::prestat);
    list.add("fd_prestat_dir_name", "iii", this::prestatName);
  }

  private void fdstat(Call call) {
    Descriptor descriptor = table.get(call.i32(0));
    long result = call.address(1, FDSTAT_BYTES);
    call.memory().putLong(result, descriptor.type().code());
    call.putShort(result + 2, descriptor.flags());
    call.memory().putLong(result + 8, descriptor.rights());
    call.memory().putLong(result + 16, descriptor.inheritedRights());
  }

  private void setFlags(Call call) {
    table.get(call.i32(0)).setFlags(call.i32(1));
  }

  /** Rights cannot be given up one by one here, and to say that they were would be untrue. */
  private void setRights(Call call) {
    table.get(call.i32(0));
    throw Errno.NOTSUP.error();
  }

  private void filestat(Call call) throws IOException {
    Descriptor descriptor = table.get(call.i32(0));
    long result = call.address(1, FileFacts.SIZE);
    descriptor.facts().store(call, result);
  }

  private void setTimes(Call call) throws IOException {
    table.get(call.i32(0)).setTimes(Times.of(call, 1, clock));
  }

  private void prestat(Call call) {
    byte[] name = preopenName(call);
    long result = call.address(1, PRESTAT_BYTES);
    call.memory().putInt(result, 0);
    call.memory().putInt(result + 4, name.length);
  }

  private void prestatName(Call call) {
    byte[] name = preopenName(call);
    if (call.u32(2) < name.length) {
      throw Errno.NAMETOOLONG.error();
    }
    call.memory().write(call.u32(1), name, 0, name.length);
  }

  /** Other descriptors answer BADF, which ends a C library's search for preopened directories. */
  private byte[] preopenName(Call call) {
    Descriptor descriptor = table.get(call.i32(0));
    if (descriptor instanceof OpenDirectory directory && !directory.preopenName().isEmpty()) {
      return directory.preopenName().getBytes(StandardCharsets.UTF_8);
    }
    throw Errno.BADF.error();
  }
}
