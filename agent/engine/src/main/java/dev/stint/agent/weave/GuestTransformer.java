package dev.stint.agent.weave;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.Principal;
import dev.stint.profiles.ProfileException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * Weaves guest classes as they load: their entry points, and whatever {@link GuestWeaver}s add.
 * Classes of the JDK, of the agent and of the ledger are never guests. What fails is recorded and
 * the class loads as it is.
 */
public final class GuestTransformer implements ClassFileTransformer {
  private static final int KEPT = 20;

  /** The launcher, the sandbox and its engine: they charge their ledgers themselves. */
  private static final List<String> NEVER =
      List.of("dev/stint/agent/boot/", "dev/stint/sandbox/", "com/oracle/truffle/", "org/graalvm/");

  private final Principals principals;
  private final EntryPoints points;
  private final List<GuestWeaver> weavers;
  private final Runnable firstGuest;
  private final @Nullable ClassLoader own = GuestTransformer.class.getClassLoader();
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
  private final ClassLoader application = ClassLoader.getSystemClassLoader();
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong attributed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final List<String> failures = new ArrayList<>();
  private final GapWatch gaps;
  private final LedgerSight sees = new LedgerSight();

  /**
   * @param weavers further visitors, applied to every guest class
   * @param firstGuest called once, when the first guest class loads
   */
  public GuestTransformer(
      Principals principals,
      EntryPoints points,
      List<GuestWeaver> weavers,
      GapWatch gaps,
      Runnable firstGuest) {
    this.principals = principals;
    this.points = points;
    this.weavers = List.copyOf(weavers);
    this.gaps = gaps;
    this.firstGuest = firstGuest;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (loader == null || name == null || !isGuest(loader, name)) {
      return null;
    }
    Cell cell = Cell.current();
    Scope before = cell.scope;
    cell.inside++;
    try {
      Principal.become(cell, principals.own());
      return guest(loader, name, domain, bytes);
    } catch (Throwable e) {
      failed(name, e);
      return null;
    } finally {
      cell.inside--;
      Principal.restore(cell, before);
    }
  }

  private byte @Nullable [] guest(
      ClassLoader loader, String name, @Nullable ProtectionDomain domain, byte[] bytes)
      throws ProfileException {
    if (seen.getAndIncrement() == 0) {
      firstGuest.run();
    }
    gaps.loaded(name);
    if (!sees.seesLedger(loader)) {
      return null;
    }
    int number = principals.numberOf(name, loader, domain);
    if (number != Principals.NONE) {
      attributed.incrementAndGet();
    }
    return weave(name, loader, number, bytes);
  }

  /** Names count only in the application's own loader: a plugin may call its packages anything. */
  private boolean isGuest(ClassLoader loader, String name) {
    if (loader == own || loader == platform) {
      return false;
    }
    if (loader == application) {
      for (String prefix : NEVER) {
        if (name.startsWith(prefix)) {
          return false;
        }
      }
    }
    return true;
  }

  private byte @Nullable [] weave(String name, ClassLoader loader, int number, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    boolean entries = number != Principals.NONE && points.mayBeIn(reader);
    if (!entries && weavers.isEmpty()) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassVisitor chain = writer;
    for (GuestWeaver weaver : weavers) {
      ClassVisitor further = weaver.weave(chain, name, loader);
      chain = further == null ? chain : further;
    }
    if (entries) {
      chain = new EntryWeaver(chain, number, points.implementsSpi(reader));
    }
    if (chain == writer) {
      return null;
    }
    reader.accept(chain, ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private void failed(String name, Throwable e) {
    failed.incrementAndGet();
    synchronized (failures) {
      if (failures.size() < KEPT) {
        failures.add(name.replace('/', '.') + ": " + e);
      }
    }
  }

  /** Weaves guest classes that were loaded before; for an agent that was attached. */
  public void catchUp(Instrumentation instrumentation) {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      boolean guest = loader != null && isGuest(loader, type.getName().replace('.', '/'));
      if (guest && !type.isArray() && !type.isHidden() && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    try {
      instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      failed("(" + loaded.size() + " classes loaded before the agent)", e);
    }
  }

  /** Loaders whose classes cannot see the ledger, so that their entry points are not woven. */
  public List<String> blindLoaders() {
    return sees.blind();
  }

  /** How many guest classes were loaded. */
  public long seen() {
    return seen.get();
  }

  /** How many of them belong to a principal. */
  public long attributed() {
    return attributed.get();
  }

  /** How many could not be woven. */
  public long failed() {
    return failed.get();
  }

  /** The first of those, with the reason. */
  public List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }
}
