package dev.stint.sandbox.wasi;

import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** New times of a file in nanoseconds since 1970; what is absent stays as it is. */
record Times(OptionalLong accessed, OptionalLong modified) {
  private static final int ACCESSED = 1;
  private static final int ACCESSED_NOW = 1 << 1;
  private static final int MODIFIED = 1 << 2;
  private static final int MODIFIED_NOW = 1 << 3;
  private static final int ALL = (1 << 4) - 1;

  /** Reads two times and the flags from three arguments in a row. */
  static Times of(Call call, int index, WasiClock clock) {
    int flags = call.i32(index + 2);
    if ((flags & ~ALL) != 0
        || both(flags, ACCESSED, ACCESSED_NOW)
        || both(flags, MODIFIED, MODIFIED_NOW)) {
      throw Errno.INVAL.error();
    }
    long now = clock.realtimeNanos();
    return new Times(
        choose(call, index, flags & ACCESSED, flags & ACCESSED_NOW, now),
        choose(call, index + 1, flags & MODIFIED, flags & MODIFIED_NOW, now));
  }

  FileTime accessedOr(FileTime current) {
    return time(accessed, current);
  }

  FileTime modifiedOr(FileTime current) {
    return time(modified, current);
  }

  private static boolean both(int flags, int one, int other) {
    return (flags & one) != 0 && (flags & other) != 0;
  }

  private static OptionalLong choose(Call call, int index, int given, int useNow, long now) {
    if (useNow != 0) {
      return OptionalLong.of(now);
    }
    return given != 0 ? OptionalLong.of(call.u63(index)) : OptionalLong.empty();
  }

  private static FileTime time(OptionalLong nanos, FileTime current) {
    return nanos.isPresent() ? FileTime.from(nanos.getAsLong(), TimeUnit.NANOSECONDS) : current;
  }
}
