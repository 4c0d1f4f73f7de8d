package dev.stint.guests;

import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** What guests ask of the host beyond TeaVM's class library. */
final class Wasi {
  private static final int STDIN = 0;
  private static final int[] DESCRIPTOR = new int[3];

  private Wasi() {}

  /**
   * Fills the start of {@code buffer} from standard input.
   *
   * @return the bytes read, 0 at the end of the input; a refused read ends the guest with the error
   *     number as status
   */
  static int read(byte[] buffer) {
    // Addresses hold until the next allocation, and there is none before the call returns.
    Address descriptor = Address.ofData(DESCRIPTOR);
    descriptor.putInt(Address.ofData(buffer).toInt());
    descriptor.add(4).putInt(buffer.length);
    int errno = fdRead(STDIN, descriptor, 1, descriptor.add(8));
    if (errno != 0) {
      exit(errno);
    }
    return DESCRIPTOR[2];
  }

  /** Ends the guest; does not return. */
  @Import(module = "wasi_snapshot_preview1", name = "proc_exit")
  static native void exit(int status);

  @Import(module = "wasi_snapshot_preview1", name = "fd_read")
  private static native int fdRead(int fd, Address buffers, int count, Address bytesRead);
}
