package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.site.EntrySites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Knows which class loaders reach the ledger of the boot loader. Loaders of OSGi and of JBoss
 * Modules ask their parent only for listed packages: a woven call would fail to link there.
 * Thread-safe.
 */
final class LedgerSight {
  private static final int KEPT = 20;

  private final Map<ClassLoader, Boolean> known = new WeakHashMap<>();
  private final List<String> blind = new ArrayList<>();
  private final ThreadLocal<Boolean> looking = new ThreadLocal<>();

  /**
   * Whether a class of that loader may call the ledger. The loader is asked with no lock of ours
   * held: it takes its own, which another thread may hold that loads a class and comes here. A
   * loader that defines classes of its own while it is asked is told no for those.
   */
  boolean seesLedger(ClassLoader loader) {
    Boolean before = known(loader);
    if (before != null) {
      return before;
    }
    if (looking.get() != null) {
      return false;
    }
    looking.set(true);
    try {
      boolean sees = look(loader);
      remember(loader, sees);
      return sees;
    } finally {
      looking.remove();
    }
  }

  private synchronized @Nullable Boolean known(ClassLoader loader) {
    return known.get(loader);
  }

  private synchronized void remember(ClassLoader loader, boolean sees) {
    if (known.put(loader, sees) == null && !sees && blind.size() < KEPT) {
      blind.add(loader.getClass().getName());
    }
  }

  private static boolean look(ClassLoader loader) {
    try {
      return loader.loadClass(EntrySites.class.getName()) == EntrySites.class;
    } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** The classes of the first loaders that do not. */
  synchronized List<String> blind() {
    return List.copyOf(blind);
  }
}
