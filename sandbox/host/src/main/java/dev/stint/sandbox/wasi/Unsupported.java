package dev.stint.sandbox.wasi;

/** What preview 1 has and this host does not give: sockets. */
final class Unsupported {
  private final FdTable table;

  Unsupported(FdTable table) {
    this.table = table;
  }

  void define(FunctionList list) {
    list.add("sock_accept", "iii", this::notSocket);
    list.add("sock_recv", "iiiiii", this::notSocket);
    list.add("sock_send", "iiiii", this::notSocket);
    list.add("sock_shutdown", "ii", this::notSocket);
  }

  static WasiFunction.Body answer(Errno errno) {
    return call -> {
      throw errno.error();
    };
  }

  private void notSocket(Call call) {
    table.get(call.i32(0));
    throw Errno.NOTSOCK.error();
  }
}
