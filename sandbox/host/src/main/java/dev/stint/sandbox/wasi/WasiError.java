package dev.stint.sandbox.wasi;

/** Ends a WASI call with an error that the guest sees as its result. Carries no stack trace. */
final class WasiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  WasiError(Errno errno) {
    super(errno.name(), null, false, false);
    this.errno = errno;
  }

  Errno errno() {
    return errno;
  }
}
