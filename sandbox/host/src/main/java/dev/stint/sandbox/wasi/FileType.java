package dev.stint.sandbox.wasi;

import java.nio.file.attribute.BasicFileAttributes;

/** The kind of thing behind a descriptor or a name, in the order of the specification. */
enum FileType {
  UNKNOWN,
  BLOCK_DEVICE,
  CHARACTER_DEVICE,
  DIRECTORY,
  REGULAR_FILE,
  SOCKET_DGRAM,
  SOCKET_STREAM,
  SYMBOLIC_LINK;

  int code() {
    return ordinal();
  }

  static FileType of(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return REGULAR_FILE;
    }
    if (attributes.isDirectory()) {
      return DIRECTORY;
    }
    return attributes.isSymbolicLink() ? SYMBOLIC_LINK : UNKNOWN;
  }
}
