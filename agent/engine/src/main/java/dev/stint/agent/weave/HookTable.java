package dev.stint.agent.weave;

import static dev.stint.agent.weave.Arg.ARG0;
import static dev.stint.agent.weave.Arg.ARG1;
import static dev.stint.agent.weave.Arg.RESULT;
import static dev.stint.agent.weave.Arg.THIS;
import static dev.stint.agent.weave.Arg.THROWN;
import static dev.stint.agent.weave.Arg.TOKEN;

import java.util.ArrayList;
import java.util.List;

/**
 * The hooked methods of the JDK, by feature release. Read and run on 17 and 25; on releases between
 * them the self-test says what is armed.
 */
final class HookTable {
  private static final int LATEST = 99;
  private static final String SITE = "dev/stint/ledger/site/";

  /** The constructor of a pool that all others call, with a handler for rejected tasks. */
  private static final String POOL =
      "(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;"
          + "Ljava/util/concurrent/ThreadFactory;Ljava/util/concurrent/RejectedExecutionHandler;";

  private final List<HookPoint> points = new ArrayList<>();

  private HookTable() {
    threads();
    sockets();
    accepts();
    closes();
    bytes();
    timers();
    tasks();
    forks();
    forkJoinWorkers();
  }

  /** The points of that release. */
  static List<HookPoint> forRelease(int feature) {
    List<HookPoint> chosen = new ArrayList<>();
    for (HookPoint point : new HookTable().points) {
      if (point.isFor(feature)) {
        chosen.add(point);
      }
    }
    return chosen;
  }

  private void threads() {
    Weave start =
        new Around().token("ThreadSites.starting", THIS).thrown("ThreadSites.startFailed", TOKEN);
    add("thread.start", "java.lang.Thread", "start", "()V", start);
    since(21, "thread.start", "java.lang.Thread", "start", "(Ljdk/internal/vm/", start);
    Weave forAll = scoped("TaskSites.servesAll");
    until(
        24,
        "thread.start",
        "java.util.concurrent.CompletableFuture$Delayer",
        "<clinit>",
        "(",
        forAll);
    String channels = "sun.nio.ch.LinuxAsynchronousChannelProvider";
    add("thread.start", channels, "defaultEventPort", "()", forAll);
    Weave runs = new Around().enter("ThreadSites.runs");
    add("thread.run", "java.lang.Thread", "run", "()V", runs);
    since(21, "thread.virtual", "java.lang.VirtualThread", "<clinit>", "()", forAll);
    Weave exit = new Around().enter("ThreadSites.exiting", THIS);
    add("thread.exit", "java.lang.Thread", "exit", "()V", exit);
    Weave virtual =
        new Around()
            .token("ThreadSites.startingVirtual", THIS)
            .thrown("ThreadSites.startFailed", TOKEN);
    since(21, "thread.virtual", "java.lang.VirtualThread", "start", "(Ljdk/internal/vm/", virtual);
    Weave end =
        new Around().returned("ThreadSites.exiting", THIS).thrown("ThreadSites.exiting", THIS);
    since(21, "thread.virtual", "java.lang.VirtualThread", "run", "(Ljava/lang/Runnable;", end);
    Weave shutdown =
        new Around()
            .enter("ThreadSites.shutdownBegins")
            .returned("ThreadSites.shutdownEnds")
            .thrown("ThreadSites.shutdownEnds");
    add("thread.shutdown", "java.lang.ApplicationShutdownHooks", "runHooks", "()V", shutdown);
  }

  private void sockets() {
    Weave open = opens("SocketSites.opening");
    add("socket.open", "sun.nio.ch.Net", "socket", "(Ljava/net/ProtocolFamily;Z", open);
    add("socket.open", "sun.nio.ch.UnixDomainSockets", "socket", "()", open);
    Weave listen = opens("SocketSites.listening");
    add("socket.listen", "sun.nio.ch.Net", "serverSocket", "(Ljava/net/ProtocolFamily;", listen);
  }

  private static Weave opens(String site) {
    return new Around()
        .token(site)
        .returned("SocketSites.opened", TOKEN, RESULT)
        .thrown("SocketSites.openFailed", TOKEN);
  }

  /**
   * The denial of a channel is thrown inside the JDK's own handler, which closes the connection.
   */
  private void accepts() {
    Weave socket = new Around().returned("SocketSites.acceptedSocket", ARG0, RESULT);
    String implementation = "sun.nio.ch.NioSocketImpl";
    add("socket.accept", implementation, "closerFor", "(Ljava/io/FileDescriptor;", socket);
    Weave charged =
        AtCall.after(
            "sun/nio/ch/IOUtil",
            "configureBlocking",
            SiteCall.of("SocketSites.acceptedChannel", THIS, ARG0));
    Weave answered = new Around().answered("SocketSites.noConnectionOrThrow", THROWN);
    Weave channel = (owner, method) -> charged.apply(owner, method) & answered.apply(owner, method);
    String server = "sun.nio.ch.ServerSocketChannelImpl";
    add("socket.accept", server, "finishAccept", "(Ljava/io/FileDescriptor;", channel);
    Weave async =
        AtCall.after(
            "sun/nio/ch/IOUtil",
            "configureBlocking",
            SiteCall.of("SocketSites.acceptedAsync", ARG1));
    String accepted = "sun.nio.ch.UnixAsynchronousSocketChannelImpl";
    String made = "(Lsun/nio/ch/Port;Ljava/io/FileDescriptor;";
    add("socket.accept", accepted, "<init>", made, async);
  }

  private void closes() {
    Weave close =
        new Around().returned("SocketSites.closed", ARG0).thrown("SocketSites.closed", ARG0);
    for (String type : List.of("SocketDispatcher", "DatagramDispatcher")) {
      until(19, "socket.close", "sun.nio.ch." + type, "close", "(Ljava/io/FileDescriptor;", close);
    }
    since(20, "socket.close", "sun.nio.ch.UnixDispatcher", "close", "(", close);
  }

  private void bytes() {
    Weave received = new Around().returned("SocketSites.received", RESULT);
    Weave sent = new Around().returned("SocketSites.sent", RESULT);
    for (String type : List.of("sun.nio.ch.SocketDispatcher", "sun.nio.ch.DatagramDispatcher")) {
      add("net.bytes", type, "read", "(Ljava/io/FileDescriptor;JI", received);
      add("net.bytes", type, "readv", "(Ljava/io/FileDescriptor;JI", received);
      add("net.bytes", type, "write", "(Ljava/io/FileDescriptor;JI", sent);
      add("net.bytes", type, "writev", "(Ljava/io/FileDescriptor;JI", sent);
    }
    String datagram = "sun.nio.ch.DatagramChannelImpl";
    add("net.bytes", datagram, "receiveIntoNativeBuffer", "(Ljava/nio/ByteBuffer;", received);
    add("net.bytes", datagram, "sendFromNativeBuffer", "(Ljava/io/FileDescriptor;", sent);
  }

  private void timers() {
    Weave schedule =
        new Around()
            .token("TimerSites.scheduling", ARG0)
            .thrown("TimerSites.scheduleFailed", TOKEN);
    String executor = "java.util.concurrent.ScheduledThreadPoolExecutor";
    add("timer.executor", executor, "delayedExecute", "(", schedule);
    Weave finished = new Around().enter("TimerSites.finished", THIS);
    add("timer.executor", "java.util.concurrent.FutureTask", "finishCompletion", "(", finished);
    Weave ended = new Around().enter("TimerSites.ended", THIS);
    String pool = "java.util.concurrent.ForkJoinPool";
    since(25, "timer.forkjoin", pool, "scheduleDelayedTask", "(", schedule);
    String task = "java.util.concurrent.DelayScheduler$ScheduledForkJoinTask";
    Weave ran = new Around().returned("TimerSites.ran", THIS, RESULT);
    since(25, "timer.forkjoin", task, "postExec", "(", ran);
    since(25, "timer.forkjoin", task, "cancel", "(", ended);
    add("timer.util", "java.util.Timer", "sched", "(Ljava/util/TimerTask;", schedule);
    add("timer.util", "java.util.TimerTask", "cancel", "(", ended);
    Weave fired = AtCall.beforeStore("java/util/TimerTask", "state", SITE + "TimerSites", "ended");
    add("timer.util", "java.util.TimerThread", "mainLoop", "(", fired);
  }

  private void tasks() {
    Weave submitted = new Around().enter("TaskSites.submitted", ARG0);
    String pool = "java.util.concurrent.ThreadPoolExecutor";
    add("task.pool", pool, "execute", "(Ljava/lang/Runnable;", submitted);
    Weave run = AtCall.instead("java/lang/Runnable", "run", SITE + "TaskSites", "run");
    add("task.pool", pool, "runWorker", "(", run);
    String executor = "java.util.concurrent.ScheduledThreadPoolExecutor";
    add("task.pool", executor, "delayedExecute", "(", submitted);
    Weave made = new Around().returned("TaskSites.poolMade", THIS);
    add("task.pool", pool, "<init>", POOL, made);
    Weave worker = scoped("TaskSites.workerStarts", THIS);
    add("task.pool", pool, "addWorker", "(", worker);
    Weave ends =
        new Around()
            .token("ThreadSites.workerEnds")
            .returned("ThreadSites.workerEnded", TOKEN)
            .thrown("ThreadSites.workerEnded", TOKEN);
    add("task.pool", pool, "processWorkerExit", "(", ends);
  }

  private void forks() {
    String task = "java.util.concurrent.ForkJoinTask";
    String pool = "java.util.concurrent.ForkJoinPool";
    add("task.forkjoin", task, "fork", "()", new Around().enter("TaskSites.forked", THIS));
    add("task.forkjoin", task, "doExec", "()", scoped("TaskSites.begins", THIS));
    Weave submit = new Around().enter("TaskSites.poolForked", THIS, ARG0);
    until(20, "task.forkjoin", pool, "externalSubmit", "(", submit);
    Weave pooled = new Around().enter("TaskSites.poolForked", THIS, ARG1);
    since(21, "task.forkjoin", pool, "poolSubmit", "(Z", pooled);
  }

  private void forkJoinWorkers() {
    String pool = "java.util.concurrent.ForkJoinPool";
    add("task.forkjoin", pool, "<init>", "(", new Around().returned("TaskSites.poolMade", THIS));
    add("task.forkjoin", pool, "createWorker", "()", scoped("TaskSites.workerStarts", THIS));
  }

  private static Weave scoped(String site, Arg... args) {
    return new Around()
        .token(site, args)
        .returned("TaskSites.ended", TOKEN)
        .thrown("TaskSites.ended", TOKEN);
  }

  private void add(String hook, String type, String method, String descriptor, Weave weave) {
    points.add(new HookPoint(hook, type, method, descriptor, 0, LATEST, weave));
  }

  private void since(
      int from, String hook, String type, String method, String descriptor, Weave weave) {
    points.add(new HookPoint(hook, type, method, descriptor, from, LATEST, weave));
  }

  private void until(
      int to, String hook, String type, String method, String descriptor, Weave weave) {
    points.add(new HookPoint(hook, type, method, descriptor, 0, to, weave));
  }
}
