package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.io.InputStream;

/** Standard input. The stream stays open when the guest closes its descriptor: it is the host's. */
record InputDescriptor(InputStream stream, FileType type) implements Descriptor {
  @Override
  public long rights() {
    return Rights.STREAM_COMMON | Rights.FD_READ;
  }

  @Override
  public FileFacts facts() {
    return FileFacts.ofStream(type);
  }

  @Override
  public int read(byte[] into, int length) throws IOException {
    return stream.read(into, 0, length);
  }

  @Override
  public boolean readsOnWithoutWaiting() throws IOException {
    return stream.available() > 0;
  }

  @Override
  public void close() {
    // The host closes what the host opened.
  }
}
