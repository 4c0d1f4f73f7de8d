package dev.stint.ledger;

import java.security.CodeSource;

/** Refuses a second copy of core beside the boot loader's: each would admit on its own. */
final class OneCopy {
  private OneCopy() {}

  static void check(Class<?> ours) {
    Class<?> boot = bootCopy(ours);
    if (boot != null && boot != ours) {
      throw new IllegalStateException(
          "two copies of the ledger: one of the boot loader (the agent's), one at ["
              + location(ours)
              + "]; remove the second, or let its class loader ask its parent first (STINT-A010)");
    }
  }

  private static @Nullable Class<?> bootCopy(Class<?> ours) {
    try {
      return Class.forName(ours.getName(), false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "unknown" : String.valueOf(source.getLocation());
  }
}
