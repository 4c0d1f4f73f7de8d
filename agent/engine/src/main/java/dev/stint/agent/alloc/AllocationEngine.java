package dev.stint.agent.alloc;

import dev.stint.agent.HookState;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.site.AllocationAccounts;
import dev.stint.ledger.site.AllocationSites;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.objectweb.asm.ClassVisitor;

/**
 * The allocation part of the agent: the sampler, the weaver and what the doctor says about them.
 *
 * <p>In {@code observe} nothing is woven; the ledgers are fed by the sampler and at changes of
 * principal. In {@code enforce} guest classes are woven, and an allocation that does not fit is
 * denied before it happens; how far a limit can be passed is said at {@code AllocationGrants}.
 *
 * <p>Start and stop it from one thread; everything else is safe from any thread.
 */
public final class AllocationEngine {
  static final String HOOK = "allocation";
  static final String RESOURCE = "heap.allocated";
  private static final long START_SECONDS = 10;
  private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;
  private static final String OBSERVED =
      "virtual threads: not measured by principal, their bytes stand under [default]";

  private final Instrumentation instrumentation;
  private final Ledgers ledgers;
  private final boolean enforce;
  private final WeaveCounts counts = new WeaveCounts();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile @Nullable AllocationAccounts accounts;
  private volatile @Nullable AllocationSampler sampler;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;

  public AllocationEngine(Instrumentation instrumentation, Ledgers ledgers, boolean enforce) {
    this.instrumentation = instrumentation;
    this.ledgers = ledgers;
    this.enforce = enforce;
  }

  /**
   * Weaves the sites of a guest class, or null when the class is to stay as it is: in {@code
   * observe}, and for classes of the boot loader and of Stint. The class must be read with {@code
   * EXPAND_FRAMES} and written without {@code COMPUTE_FRAMES}.
   *
   * @param next who writes the class
   */
  public @Nullable ClassVisitor weave(
      ClassVisitor next, String internalName, @Nullable ClassLoader loader) {
    if (!enforce || loader == null || internalName.startsWith("dev/stint/")) {
      return null;
    }
    return new AllocationWeaver(next, counts);
  }

  /**
   * Starts the sampler, which creates the management bean on its own thread. In {@code observe}
   * this returns at once; in {@code enforce} it waits until sites deny, so that no guest runs
   * before.
   */
  public void start() {
    Thread made = new Thread(null, this::run, "stint-allocation", 0, false);
    made.setDaemon(true);
    thread = made;
    made.start();
    if (enforce) {
      awaitStart();
    }
  }

  private void awaitStart() {
    try {
      started.await(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    ThreadCounter counter = ThreadCounter.open();
    if (counter == null || stopped) {
      started.countDown();
      return;
    }
    AllocationAccounts books = new AllocationAccounts(ledgers, counter);
    AllocationSampler sampling =
        new AllocationSampler(books, counter, ThreadIds.open(instrumentation));
    sampling.skipThePast();
    AllocationSites.install(books, enforce);
    accounts = books;
    sampler = sampling;
    started.countDown();
    if (stopped) {
      sampling.stop();
    }
    sampling.run(ledgers.principal(PrincipalName.STINT));
    AllocationSites.uninstall(books);
  }

  /** Ends accounting and denials; woven classes stay and cost one comparison for each site. */
  public void stop() {
    stopped = true;
    AllocationSampler sampling = sampler;
    if (sampling != null) {
      sampling.stop();
    }
    Thread running = thread;
    if (running != null) {
      join(running);
    }
  }

  private static void join(Thread running) {
    java.util.concurrent.locks.LockSupport.unpark(running);
    try {
      running.join(TimeUnit.SECONDS.toMillis(START_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How often the sampler has looked at all threads; 0 before it started. */
  public long looks() {
    AllocationSampler sampling = sampler;
    return sampling == null ? 0 : sampling.looks();
  }

  /** What was woven and what was left alone. */
  public WeaveCounts counts() {
    return counts;
  }

  /** What this part counts and what it does not, found by trying it on the calling thread. */
  public HookState state() {
    if (accounts == null) {
      return HookState.missing(HOOK, RESOURCE, "this JVM has no counter of allocated bytes");
    }
    String failure = AllocationProbe.run(enforce);
    if (!failure.isEmpty()) {
      return HookState.missing(HOOK, RESOURCE, failure);
    }
    if (enforce) {
      return HookState.partial(HOOK, RESOURCE, enforced());
    }
    return VIRTUAL_THREADS
        ? HookState.partial(HOOK, RESOURCE, OBSERVED)
        : HookState.armed(HOOK, RESOURCE);
  }

  private String enforced() {
    String gaps =
        "arrays that JDK code makes on its own: seen after they were made, at the guest's next"
            + " site"
            + (VIRTUAL_THREADS ? "; virtual threads: estimated at guest sites" : "");
    return counts.leftAlone() == 0
        ? gaps
        : gaps + "; methods too large to weave: " + counts.leftAlone() + " " + counts.examples();
  }
}
