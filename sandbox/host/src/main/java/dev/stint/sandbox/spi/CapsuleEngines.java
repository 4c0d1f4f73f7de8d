package dev.stint.sandbox.spi;

import java.util.ServiceLoader;
import java.util.TreeMap;

/** The engines on the class path. */
public final class CapsuleEngines {
  /** The engine used when nobody chooses one. */
  public static final String DEFAULT = "graal";

  private CapsuleEngines() {}

  /**
   * Opens the engine of that name.
   *
   * @throws EngineFailure when there is none, or it cannot start
   */
  public static CapsuleEngine byName(String name) {
    TreeMap<String, CapsuleEngineProvider> known = new TreeMap<>();
    for (CapsuleEngineProvider provider : ServiceLoader.load(CapsuleEngineProvider.class)) {
      known.putIfAbsent(provider.name(), provider);
    }
    CapsuleEngineProvider chosen = known.get(name);
    if (chosen == null) {
      throw new EngineFailure(
          "engine not on the class path: engine ["
              + name
              + "], present "
              + known.keySet()
              + " (STINT-H009)",
          null);
    }
    return chosen.open();
  }
}
