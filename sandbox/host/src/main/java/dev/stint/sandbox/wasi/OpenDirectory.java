package dev.stint.sandbox.wasi;

import java.io.IOException;

/**
 * A directory that the guest has open, and the start of the paths that it gives with it: a path
 * cannot leave it. The name is the one of a preopened directory, or empty.
 */
record OpenDirectory(Tree tree, DirectoryHandle handle, String preopenName) implements Descriptor {
  @Override
  public FileType type() {
    return FileType.DIRECTORY;
  }

  @Override
  public long rights() {
    return Rights.DIRECTORY;
  }

  @Override
  public long inheritedRights() {
    return Rights.INHERITED;
  }

  @Override
  public FileFacts facts() throws IOException {
    return FileFacts.of(handle.attributes(DirectoryHandle.SELF));
  }

  @Override
  public void setTimes(Times times) throws IOException {
    tree.requireWritable();
    handle.setTimes(DirectoryHandle.SELF, times);
  }

  @Override
  public int read(byte[] into, int length) {
    throw Errno.ISDIR.error();
  }

  @Override
  public OpenDirectory directory() {
    return this;
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
