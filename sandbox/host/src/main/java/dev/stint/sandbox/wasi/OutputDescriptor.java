package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output or error. What is written is flushed at once, as a descriptor has no buffer. The
 * stream stays open when the guest closes its descriptor: it is the host's.
 */
record OutputDescriptor(OutputStream stream, FileType type) implements Descriptor {
  @Override
  public long rights() {
    return Rights.STREAM_COMMON | Rights.FD_WRITE;
  }

  @Override
  public FileFacts facts() {
    return FileFacts.ofStream(type);
  }

  @Override
  public void write(byte[] from, int length) throws IOException {
    stream.write(from, 0, length);
    stream.flush();
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
  }

  @Override
  public void close() {
    // The host closes what the host opened.
  }
}
