package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The {@code path_*} functions but for opening. */
final class PathCalls {
  private static final int FOLLOW = 1;

  private final FdTable table;
  private final WasiClock clock;

  PathCalls(FdTable table, WasiClock clock) {
    this.table = table;
    this.clock = clock;
  }

  void define(FunctionList list) {
    list.add("path_create_directory", "iii", this::createDirectory);
    list.add("path_filestat_get", "iiiii", this::filestat);
    list.add("path_filestat_set_times", "iiiiIIi", this::setTimes);
    list.add("path_link", "iiiiiii", this::createHardLink);
    list.add("path_readlink", "iiiiii", this::readLink);
    list.add("path_remove_directory", "iii", this::removeDirectory);
    list.add("path_rename", "iiiiii", this::rename);
    list.add("path_symlink", "iiiii", this::createLink);
    list.add("path_unlink_file", "iii", this::removeFile);
  }

  /** Walks the path in two arguments; a slash at the end means the directory behind a link. */
  static PathWalk walk(OpenDirectory from, String path, boolean follow) throws IOException {
    return PathWalk.to(from.handle(), path, follow || path.endsWith("/"));
  }

  private OpenDirectory directory(Call call, int index) {
    return table.get(call.i32(index)).directory();
  }

  private void createDirectory(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    try (PathWalk walk = PathWalk.to(from.handle(), call.path(1), false)) {
      walk.requireAbsent();
      from.tree().requireWritable();
      from.tree().createDirectory(walk.parent(), walk.name());
    }
  }

  private void filestat(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    String path = call.path(2);
    long result = call.address(4, FileFacts.SIZE);
    try (PathWalk walk = walk(from, path, (call.i32(1) & FOLLOW) != 0)) {
      FileFacts.of(walk.attributes()).store(call, result);
    }
  }

  private void setTimes(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    String path = call.path(2);
    Times times = Times.of(call, 4, clock);
    try (PathWalk walk = walk(from, path, (call.i32(1) & FOLLOW) != 0)) {
      BasicFileAttributes attributes = walk.attributes();
      from.tree().requireWritable();
      // Java opens what it sets the times of: a link cannot be opened, a device must not be.
      if (!attributes.isRegularFile() && !attributes.isDirectory()) {
        throw Errno.NOTSUP.error();
      }
      walk.parent().setTimes(walk.name(), times);
    }
  }

  private void readLink(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    String path = call.path(1);
    long length = call.u32(4);
    long to = call.address(3, length);
    long result = call.address(5, Integer.BYTES);
    try (PathWalk walk = walk(from, path, false)) {
      if (!walk.attributes().isSymbolicLink()) {
        throw Errno.INVAL.error();
      }
      String text = walk.parent().readLink(walk.name());
      // It would tell the guest about the host, and the guest cannot follow it anyway.
      if (text.startsWith("/")) {
        throw Errno.PERM.error();
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int fits = (int) Math.min(bytes.length, length);
      call.memory().write(to, bytes, 0, fits);
      call.memory().putInt(result, fits);
    }
  }

  private void removeDirectory(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    try (PathWalk walk = PathWalk.to(from.handle(), call.path(1), false)) {
      if (!walk.attributes().isDirectory()) {
        throw Errno.NOTDIR.error();
      }
      from.tree().requireWritable();
      if (walk.isSelf()) {
        throw Errno.INVAL.error();
      }
      walk.parent().removeDirectory(walk.name());
    }
  }

  private void removeFile(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    try (PathWalk walk = PathWalk.to(from.handle(), call.path(1), false)) {
      if (walk.attributes().isDirectory()) {
        throw Errno.ISDIR.error();
      }
      from.tree().requireWritable();
      walk.parent().removeFile(walk.name());
    }
  }

  private void rename(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    OpenDirectory to = directory(call, 3);
    String oldPath = call.path(1);
    String newPath = call.path(4);
    try (PathWalk source = PathWalk.to(from.handle(), oldPath, false);
        PathWalk target = PathWalk.to(to.handle(), newPath, false)) {
      boolean directory = source.attributes().isDirectory();
      from.tree().requireWritable();
      to.tree().requireWritable();
      if (source.isSelf() || target.isSelf()) {
        throw Errno.BUSY.error();
      }
      if (target.namesDirectory() && !directory) {
        throw Errno.NOTDIR.error();
      }
      source.parent().move(source.name(), target.parent(), target.name());
    }
  }

  /**
   * Makes a symbolic link. Its text may not be absolute nor have {@code ..} in it: then no link
   * that a guest makes leads out of its tree, wherever it is moved afterwards.
   */
  private void createLink(Call call) throws IOException {
    Path text = linkText(call.path(0));
    OpenDirectory from = directory(call, 2);
    try (PathWalk walk = PathWalk.to(from.handle(), call.path(3), false)) {
      walk.requireAbsent();
      if (walk.namesDirectory()) {
        throw Errno.NOENT.error();
      }
      from.tree().requireWritable();
      from.tree().createLink(walk.parent(), walk.name(), text);
    }
  }

  /** Within one tree only: a second name elsewhere could be one that may be written to. */
  private void createHardLink(Call call) throws IOException {
    OpenDirectory from = directory(call, 0);
    OpenDirectory to = directory(call, 4);
    String oldPath = call.path(2);
    String newPath = call.path(5);
    try (PathWalk file = walk(from, oldPath, (call.i32(1) & FOLLOW) != 0);
        PathWalk target = PathWalk.to(to.handle(), newPath, false)) {
      boolean directory = file.attributes().isDirectory();
      target.requireAbsent();
      from.tree().requireWritable();
      to.tree().requireWritable();
      if (from.tree() != to.tree()) {
        throw Errno.XDEV.error();
      }
      if (directory) {
        throw Errno.PERM.error();
      }
      if (target.namesDirectory()) {
        throw Errno.NOENT.error();
      }
      to.tree().createHardLink(file, target.parent(), target.name());
    }
  }

  private static Path linkText(String text) {
    if (text.isEmpty()) {
      throw Errno.NOENT.error();
    }
    try {
      Path path = Path.of(text);
      for (Path part : path) {
        if (part.toString().equals("..")) {
          throw Errno.PERM.error();
        }
      }
      if (path.isAbsolute()) {
        throw Errno.PERM.error();
      }
      return path;
    } catch (InvalidPathException e) {
      throw Errno.ILSEQ.error();
    }
  }
}
