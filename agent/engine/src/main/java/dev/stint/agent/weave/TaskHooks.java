package dev.stint.agent.weave;

import static dev.stint.agent.weave.Arg.ARG0;
import static dev.stint.agent.weave.Arg.ARG1;
import static dev.stint.agent.weave.Arg.THIS;
import static dev.stint.agent.weave.Arg.TOKEN;

/** Tasks of pools and fork-join, and the workers that run them. */
final class TaskHooks {
  /** The constructor of a pool that all others call, with a handler for rejected tasks. */
  private static final String POOL =
      "(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;"
          + "Ljava/util/concurrent/ThreadFactory;Ljava/util/concurrent/RejectedExecutionHandler;";

  private final HookTable table;

  private TaskHooks(HookTable table) {
    this.table = table;
  }

  static void add(HookTable table) {
    TaskHooks hooks = new TaskHooks(table);
    hooks.tasks();
    hooks.forks();
    hooks.forkJoinWorkers();
  }

  private void tasks() {
    Weave submitted = new Around().enter("TaskSites.submitted", ARG0);
    String pool = "java.util.concurrent.ThreadPoolExecutor";
    table.add("task.pool", pool, "execute", "(Ljava/lang/Runnable;", submitted);
    Weave run = AtCall.instead("java/lang/Runnable", "run", HookTable.SITE + "TaskSites", "run");
    table.add("task.pool", pool, "runWorker", "(", run);
    String executor = "java.util.concurrent.ScheduledThreadPoolExecutor";
    table.add("task.pool", executor, "delayedExecute", "(", submitted);
    Weave made = new Around().returned("TaskSites.poolMade", THIS);
    table.add("task.pool", pool, "<init>", POOL, made);
    Weave worker = HookTable.scoped("TaskSites.workerStarts", THIS);
    table.add("task.pool", pool, "addWorker", "(", worker);
    Weave ends =
        new Around()
            .token("ThreadSites.workerEnds")
            .returned("ThreadSites.workerEnded", TOKEN)
            .thrown("ThreadSites.workerEnded", TOKEN);
    table.add("task.pool", pool, "processWorkerExit", "(", ends);
  }

  private void forks() {
    String task = "java.util.concurrent.ForkJoinTask";
    String pool = "java.util.concurrent.ForkJoinPool";
    table.add("task.forkjoin", task, "fork", "()", new Around().enter("TaskSites.forked", THIS));
    table.add("task.forkjoin", task, "doExec", "()", HookTable.scoped("TaskSites.begins", THIS));
    Weave submit = new Around().enter("TaskSites.poolForked", THIS, ARG0);
    table.until(20, "task.forkjoin", pool, "externalSubmit", "(", submit);
    Weave pooled = new Around().enter("TaskSites.poolForked", THIS, ARG1);
    table.since(21, "task.forkjoin", pool, "poolSubmit", "(Z", pooled);
  }

  private void forkJoinWorkers() {
    String pool = "java.util.concurrent.ForkJoinPool";
    table.add(
        "task.forkjoin", pool, "<init>", "(", new Around().returned("TaskSites.poolMade", THIS));
    table.add(
        "task.forkjoin",
        pool,
        "createWorker",
        "()",
        HookTable.scoped("TaskSites.workerStarts", THIS));
  }
}
