package dev.stint.sandbox.wasi;

import java.nio.file.Path;

/**
 * A directory of the host that a guest may use, and the name the guest knows it by.
 *
 * @param host the directory; symbolic links on the way to it are followed once, when a run starts
 * @param guest the name, for example {@code /data}
 * @param readOnly whether every change below it is refused; a directory that is also below another,
 *     writable one can be changed through that one
 */
public record Preopen(Path host, String guest, boolean readOnly) {
  public Preopen {
    if (guest.isEmpty() || guest.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "preopened directory needs a guest name: host [" + host + "] (STINT-W002)");
    }
  }
}
