package dev.stint.agent.weave;

import static dev.stint.agent.weave.Arg.THIS;
import static dev.stint.agent.weave.Arg.TOKEN;

/** Starts and ends of threads, platform and virtual. */
final class ThreadHooks {
  private final HookTable table;

  private ThreadHooks(HookTable table) {
    this.table = table;
  }

  static void add(HookTable table) {
    ThreadHooks hooks = new ThreadHooks(table);
    hooks.threads();
  }

  private void threads() {
    Weave start =
        new Around().token("ThreadSites.starting", THIS).thrown("ThreadSites.startFailed", TOKEN);
    table.add("thread.start", "java.lang.Thread", "start", "()V", start);
    table.since(21, "thread.start", "java.lang.Thread", "start", "(Ljdk/internal/vm/", start);
    Weave forAll = HookTable.scoped("TaskSites.servesAll");
    table.until(
        24,
        "thread.start",
        "java.util.concurrent.CompletableFuture$Delayer",
        "<clinit>",
        "(",
        forAll);
    String channels = "sun.nio.ch.LinuxAsynchronousChannelProvider";
    table.add("thread.start", channels, "defaultEventPort", "()", forAll);
    Weave runs = new Around().enter("ThreadSites.runs");
    table.add("thread.run", "java.lang.Thread", "run", "()V", runs);
    table.since(21, "thread.virtual", "java.lang.VirtualThread", "<clinit>", "()", forAll);
    Weave exit = new Around().enter("ThreadSites.exiting", THIS);
    table.add("thread.exit", "java.lang.Thread", "exit", "()V", exit);
    Weave virtual =
        new Around()
            .token("ThreadSites.startingVirtual", THIS)
            .thrown("ThreadSites.startFailed", TOKEN);
    table.since(
        21, "thread.virtual", "java.lang.VirtualThread", "start", "(Ljdk/internal/vm/", virtual);
    Weave end =
        new Around().returned("ThreadSites.exiting", THIS).thrown("ThreadSites.exiting", THIS);
    table.since(
        21, "thread.virtual", "java.lang.VirtualThread", "run", "(Ljava/lang/Runnable;", end);
    Weave shutdown =
        new Around()
            .enter("ThreadSites.shutdownBegins")
            .returned("ThreadSites.shutdownEnds")
            .thrown("ThreadSites.shutdownEnds");
    table.add("thread.shutdown", "java.lang.ApplicationShutdownHooks", "runHooks", "()V", shutdown);
  }
}
