package dev.stint.agent.weave;

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

  /** Whether a class of that loader may call the ledger. */
  synchronized boolean seesLedger(ClassLoader loader) {
    Boolean before = known.get(loader);
    if (before == null) {
      before = look(loader);
      known.put(loader, before);
      if (!before && blind.size() < KEPT) {
        blind.add(loader.getClass().getName());
      }
    }
    return before;
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
