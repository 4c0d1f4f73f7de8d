package dev.stint.sandbox.wasi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The way from an open directory along a guest's path to the directory that holds the last name.
 *
 * <p>This is the boundary that keeps a guest in its tree. The path is walked one name at a time
 * from one open directory to the next, never following a symbolic link: a link's text is walked the
 * same way instead. {@code ..} goes back to the directory that the walk came from, which is open
 * still, and never above the first one; an absolute path or link is refused. So no rename by
 * somebody else leads the walk out, and an operation on {@link #name} in {@link #parent} happens
 * inside.
 *
 * <p>What remains: a link's text is read by path (see {@link DirectoryHandle#readLink}), so
 * somebody who swaps directories at the right moment, and has a link to the outside that the host
 * put there, may make the walk use the text of another link; it is still walked inside. And the
 * type of a file is looked at before it is opened, so whoever can put a FIFO in the tree (a guest
 * cannot make one) may make an open wait.
 *
 * <p>Bounds: 32 links, 64 directories open at once, 255 bytes in a name.
 */
final class PathWalk implements Closeable {
  private static final int LINKS_LIMIT = 32;
  private static final int LEVELS_LIMIT = 64;
  private static final int NAME_BYTES = 255;

  private final DirectoryHandle base;
  private final boolean followLast;
  private final List<DirectoryHandle> entered = new ArrayList<>();
  private final Deque<String> pending = new ArrayDeque<>();
  private Path name = DirectoryHandle.SELF;
  private boolean namesDirectory;
  private int links;

  private PathWalk(DirectoryHandle base, boolean followLast) {
    this.base = base;
    this.followLast = followLast;
  }

  /** Walks; with {@code followLast} a symbolic link at the end is followed too. */
  static PathWalk to(DirectoryHandle base, String path, boolean followLast) throws IOException {
    PathWalk walk = new PathWalk(base, followLast);
    boolean arrived = false;
    try {
      walk.queue(path);
      walk.walk();
      arrived = true;
      return walk;
    } finally {
      if (!arrived) {
        walk.close();
      }
    }
  }

  /** The directory that the last name is in; open until this walk is closed. */
  DirectoryHandle parent() {
    return entered.isEmpty() ? base : entered.get(entered.size() - 1);
  }

  /** The last name, or {@link DirectoryHandle#SELF} when the path ends at a directory by dots. */
  Path name() {
    return name;
  }

  boolean isSelf() {
    return name.equals(DirectoryHandle.SELF);
  }

  /** Whether the path ended in a slash, and so can only mean a directory. */
  boolean namesDirectory() {
    return namesDirectory;
  }

  Optional<BasicFileAttributes> find() throws IOException {
    return parent().find(name);
  }

  /** What is there; a path that ends in a slash fails when that is not a directory. */
  BasicFileAttributes attributes() throws IOException {
    BasicFileAttributes attributes = parent().attributes(name);
    if (namesDirectory && !attributes.isDirectory()) {
      throw Errno.NOTDIR.error();
    }
    return attributes;
  }

  /** Fails unless there is nothing of this name yet. */
  void requireAbsent() throws IOException {
    if (find().isPresent()) {
      throw Errno.EXIST.error();
    }
  }

  @Override
  public void close() throws IOException {
    while (!entered.isEmpty()) {
      entered.remove(entered.size() - 1).close();
    }
  }

  private void queue(String path) {
    if (path.isEmpty()) {
      throw Errno.NOENT.error();
    }
    if (path.startsWith("/")) {
      throw Errno.PERM.error();
    }
    namesDirectory |= pending.isEmpty() && path.endsWith("/");
    String[] parts = path.split("/");
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty()) {
        pending.push(parts[i]);
      }
    }
  }

  private void walk() throws IOException {
    while (!pending.isEmpty()) {
      String part = pending.pop();
      switch (part) {
        case "." -> {}
        case ".." -> up();
        default -> step(component(part));
      }
    }
  }

  private void up() throws IOException {
    if (entered.isEmpty()) {
      throw Errno.PERM.error();
    }
    entered.remove(entered.size() - 1).close();
  }

  private void step(Path next) throws IOException {
    boolean last = pending.isEmpty();
    if (last && !followLast) {
      name = next;
      return;
    }
    Optional<BasicFileAttributes> found = parent().find(next);
    if (found.isPresent() && found.get().isSymbolicLink()) {
      follow(next);
    } else if (last) {
      name = next;
    } else {
      enter(next, found.orElseThrow(() -> Errno.NOENT.error()));
    }
  }

  private void follow(Path link) throws IOException {
    if (++links > LINKS_LIMIT) {
      throw Errno.LOOP.error();
    }
    queue(parent().readLink(link));
  }

  private void enter(Path next, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isDirectory()) {
      throw Errno.NOTDIR.error();
    }
    if (entered.size() == LEVELS_LIMIT) {
      throw Errno.NAMETOOLONG.error();
    }
    entered.add(parent().enter(next));
  }

  private static Path component(String part) {
    if (Tree.isReserved(part)) {
      throw Errno.PERM.error();
    }
    if (part.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
      throw Errno.NAMETOOLONG.error();
    }
    try {
      return Path.of(part);
    } catch (InvalidPathException e) {
      throw Errno.ILSEQ.error();
    }
  }
}
