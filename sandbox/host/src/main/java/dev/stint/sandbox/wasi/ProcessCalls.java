package dev.stint.sandbox.wasi;

import dev.stint.sandbox.engine.GuestExit;

/** {@code proc_*} and {@code sched_yield}. There are no signals. */
final class ProcessCalls {
  void define(FunctionList list) {
    list.addWithoutResult("proc_exit", "i", this::exit);
    list.add("proc_raise", "i", Unsupported.answer(Errno.NOSYS));
    list.add("sched_yield", "", call -> Thread.yield());
  }

  private void exit(Call call) {
    throw new GuestExit(call.i32(0));
  }
}
