package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.HostFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The WASI functions of one run of a guest, with the descriptors that it opens.
 *
 * <p>Threading: for the one thread that runs the guest. Failure: what the guest did wrong, and what
 * the host could not do, is the errno that the guest's call answers; {@link
 * dev.stint.sandbox.engine.GuestExit}, {@link InterruptedGuest} and what the {@link HostCallGuard}
 * throws come out of a call. Not supported, and answered with an errno: sockets, signals, setting
 * disk space aside, giving up rights, and the times of a symbolic link itself.
 *
 * <p>Closing closes the guest's files and directories; the streams of the configuration stay open.
 */
public final class Wasi implements AutoCloseable {
  private final FdTable table;
  private final List<Tree> trees = new ArrayList<>();
  private final List<HostFunction> functions;

  private Wasi(WasiConfig config) {
    table = new FdTable(config.descriptorLimit());
    functions = define(config);
  }

  /**
   * Opens the preopened directories.
   *
   * @throws IOException when one of them cannot be opened, or its file system offers no operations
   *     relative to an open directory, without which paths are not safe (STINT-W001)
   */
  public static Wasi open(WasiConfig config) throws IOException {
    Wasi wasi = new Wasi(config);
    try {
      wasi.openStreams(config);
      for (Preopen preopen : config.preopens()) {
        wasi.openTree(preopen);
      }
      return wasi;
    } catch (IOException | RuntimeException e) {
      wasi.close();
      throw e;
    }
  }

  /** Every function of preview 1, ready to be offered to one instance. */
  public List<HostFunction> functions() {
    return functions;
  }

  @Override
  public void close() throws IOException {
    try {
      table.close();
    } finally {
      while (!trees.isEmpty()) {
        trees.remove(trees.size() - 1).close();
      }
    }
  }

  private void openStreams(WasiConfig config) {
    FileType type = config.terminal() ? FileType.CHARACTER_DEVICE : FileType.UNKNOWN;
    table.add(new InputDescriptor(config.stdin(), type));
    table.add(new OutputDescriptor(config.stdout(), type));
    table.add(new OutputDescriptor(config.stderr(), type));
  }

  private void openTree(Preopen preopen) throws IOException {
    Tree tree = Tree.open(preopen);
    trees.add(tree);
    DirectoryHandle handle = tree.root().enter(DirectoryHandle.SELF);
    table.add(new OpenDirectory(tree, handle, preopen.guest()));
  }

  private List<HostFunction> define(WasiConfig config) {
    FunctionList list = new FunctionList(config.guard());
    Clocks clocks = new Clocks(config.clock());
    new ArgsAndEnv(config).define(list);
    clocks.define(list);
    new RandomCalls(config.random()).define(list);
    new ProcessCalls().define(list);
    new FileCalls(table, config.guard()).define(list);
    new FileStatus(table, config.clock()).define(list);
    new Readdir(table).define(list);
    new PathCalls(table, config.clock()).define(list);
    new PathOpen(table).define(list);
    new Poll(table, config.clock(), clocks).define(list);
    new Unsupported(table).define(list);
    return list.functions();
  }
}
