package dev.stint.agent.weave;

import static dev.stint.agent.weave.Arg.ARG0;
import static dev.stint.agent.weave.Arg.RESULT;
import static dev.stint.agent.weave.Arg.THIS;
import static dev.stint.agent.weave.Arg.TOKEN;

/** What is scheduled for later: executors, delayed futures, {@code java.util.Timer}. */
final class TimerHooks {
  private final HookTable table;

  private TimerHooks(HookTable table) {
    this.table = table;
  }

  static void add(HookTable table) {
    TimerHooks hooks = new TimerHooks(table);
    hooks.timers();
  }

  private void timers() {
    Weave schedule =
        new Around()
            .token("TimerSites.scheduling", ARG0)
            .thrown("TimerSites.scheduleFailed", TOKEN);
    String executor = "java.util.concurrent.ScheduledThreadPoolExecutor";
    table.add("timer.executor", executor, "delayedExecute", "(", schedule);
    Weave finished = new Around().enter("TimerSites.finished", THIS);
    table.add(
        "timer.executor", "java.util.concurrent.FutureTask", "finishCompletion", "(", finished);
    Weave ended = new Around().enter("TimerSites.ended", THIS);
    String pool = "java.util.concurrent.ForkJoinPool";
    table.since(25, "timer.forkjoin", pool, "scheduleDelayedTask", "(", schedule);
    String task = "java.util.concurrent.DelayScheduler$ScheduledForkJoinTask";
    Weave ran = new Around().returned("TimerSites.ran", THIS, RESULT);
    table.since(25, "timer.forkjoin", task, "postExec", "(", ran);
    table.since(25, "timer.forkjoin", task, "cancel", "(", ended);
    table.add("timer.util", "java.util.Timer", "sched", "(Ljava/util/TimerTask;", schedule);
    table.add("timer.util", "java.util.TimerTask", "cancel", "(", ended);
    Weave fired =
        AtCall.beforeStore("java/util/TimerTask", "state", HookTable.SITE + "TimerSites", "ended");
    table.add("timer.util", "java.util.TimerThread", "mainLoop", "(", fired);
  }
}
