package dev.stint.sandbox.wasi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code path_open}: regular files and directories; devices, FIFOs and sockets are refused. */
final class PathOpen {
  private static final int FOLLOW = 1;

  private final FdTable table;

  PathOpen(FdTable table) {
    this.table = table;
  }

  void define(FunctionList list) {
    list.add("path_open", "iiiiiIIii", this::open);
  }

  private void open(Call call) throws IOException {
    OpenDirectory from = table.get(call.i32(0)).directory();
    String path = call.path(2);
    Request request = Request.of(call);
    long result = call.address(8, Integer.BYTES);
    table.requireRoom();
    boolean follow = (call.i32(1) & FOLLOW) != 0 && !request.exclusive();
    try (PathWalk walk = PathCalls.walk(from, path, follow)) {
      Descriptor opened = open(from.tree(), walk, request);
      call.memory().putInt(result, table.add(opened));
    }
  }

  private static Descriptor open(Tree tree, PathWalk walk, Request request) throws IOException {
    Optional<BasicFileAttributes> found = walk.find();
    if (found.isEmpty()) {
      return create(tree, walk, request);
    }
    if (request.exclusive()) {
      throw Errno.EXIST.error();
    }
    if (found.get().isDirectory()) {
      return openDirectory(tree, walk, request);
    }
    if (found.get().isSymbolicLink()) {
      throw Errno.LOOP.error();
    }
    if (request.directory() || walk.namesDirectory()) {
      throw Errno.NOTDIR.error();
    }
    if (!found.get().isRegularFile()) {
      throw Errno.ACCES.error();
    }
    return openFile(tree, walk, request, found.get());
  }

  private static Descriptor create(Tree tree, PathWalk walk, Request request) throws IOException {
    if (!request.create()) {
      throw Errno.NOENT.error();
    }
    if (walk.namesDirectory()) {
      throw Errno.ISDIR.error();
    }
    tree.requireWritable();
    Set<OpenOption> options = request.options();
    options.add(StandardOpenOption.CREATE_NEW);
    // Java creates only what it opens for writing; the descriptor still refuses to write.
    options.add(StandardOpenOption.WRITE);
    FileChannel channel = walk.parent().open(walk.name(), options);
    return opened(channel, tree, walk, request, walk.attributes());
  }

  private static Descriptor openDirectory(Tree tree, PathWalk walk, Request request)
      throws IOException {
    if (request.truncate() || request.write()) {
      throw Errno.ISDIR.error();
    }
    return new OpenDirectory(tree, walk.parent().enter(walk.name()), "");
  }

  private static Descriptor openFile(
      Tree tree, PathWalk walk, Request request, BasicFileAttributes expected) throws IOException {
    if (request.write() || request.truncate()) {
      tree.requireWritable();
    }
    Set<OpenOption> options = request.options();
    if (request.truncate()) {
      options.add(StandardOpenOption.WRITE);
    }
    FileChannel channel = walk.parent().open(walk.name(), options);
    Descriptor descriptor = opened(channel, tree, walk, request, expected);
    if (request.truncate()) {
      channel.truncate(0);
    }
    return descriptor;
  }

  /**
   * Makes sure that what was looked at is what was opened, and not something swapped in between.
   */
  private static Descriptor opened(
      FileChannel channel, Tree tree, PathWalk walk, Request request, BasicFileAttributes expected)
      throws IOException {
    boolean same = false;
    try {
      BasicFileAttributes now = walk.attributes();
      same = now.isRegularFile() && Objects.equals(now.fileKey(), expected.fileKey());
    } finally {
      if (!same) {
        channel.close();
      }
    }
    if (!same) {
      throw Errno.AGAIN.error();
    }
    return new OpenFile(
        channel, tree, walk.parent().host().resolve(walk.name()), expected, request.access());
  }

  /** The {@code oflags}, rights and {@code fdflags} of a call. */
  private record Request(int flags, OpenFile.Access access) {
    private static final int CREATE = 1;
    private static final int DIRECTORY = 1 << 1;
    private static final int EXCLUSIVE = 1 << 2;
    private static final int TRUNCATE = 1 << 3;

    static Request of(Call call) {
      int flags = call.i32(4);
      if ((flags & CREATE) != 0 && (flags & DIRECTORY) != 0) {
        throw Errno.INVAL.error();
      }
      long rights = call.i64(5);
      boolean write = (rights & Rights.FD_WRITE) != 0;
      boolean read = (rights & Rights.FD_READ) != 0;
      return new Request(flags, new OpenFile.Access(read, write, call.i32(7)));
    }

    boolean create() {
      return (flags & CREATE) != 0;
    }

    boolean directory() {
      return (flags & DIRECTORY) != 0;
    }

    boolean exclusive() {
      return create() && (flags & EXCLUSIVE) != 0;
    }

    boolean truncate() {
      return (flags & TRUNCATE) != 0;
    }

    boolean write() {
      return access.write();
    }

    Set<OpenOption> options() {
      Set<OpenOption> options = new HashSet<>();
      if (access.read() || !access.write()) {
        options.add(StandardOpenOption.READ);
      }
      if (access.write()) {
        options.add(StandardOpenOption.WRITE);
      }
      if ((access.flags() & OpenFile.DSYNC) != 0) {
        options.add(StandardOpenOption.DSYNC);
      }
      if ((access.flags() & (OpenFile.SYNC | OpenFile.RSYNC)) != 0) {
        options.add(StandardOpenOption.SYNC);
      }
      return options;
    }
  }
}
