package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loaded capsules by the hash of their content, the longest unused dropped first when the metered
 * binaries together pass a bound. Thread-safe; two threads may load the same module at once.
 */
final class ModuleCache {
  private final long boundBytes;
  private final Map<String, LoadedCapsule> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private long heldBytes;

  ModuleCache(long boundBytes) {
    this.boundBytes = boundBytes;
  }

  static String hash(byte[] module) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(module));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  synchronized @Nullable LoadedCapsule get(String hash) {
    return byHash.get(hash);
  }

  synchronized void put(String hash, LoadedCapsule capsule) {
    if (byHash.put(hash, capsule) == null) {
      heldBytes += capsule.info().meteredBytes();
    }
    Iterator<LoadedCapsule> oldest = byHash.values().iterator();
    while (heldBytes > boundBytes && oldest.hasNext()) {
      heldBytes -= oldest.next().info().meteredBytes();
      oldest.remove();
    }
  }
}
