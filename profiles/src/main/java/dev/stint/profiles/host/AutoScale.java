package dev.stint.profiles.host;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Limits for every kind of network scope, scaled to the host: an eighth of its memory and half of
 * its descriptors. Immutable.
 *
 * <p>Each limit is a base plus a growth for each GiB of that eighth; below 128 MiB there is no
 * growth. Descriptors are a fraction of that half, or the base if that is more. What is not known
 * counts as 0, that is, the base. The numbers are those of go-libp2p's resource manager, except
 * that memory grows by 4 MiB and not by 4 bytes for a peer within a protocol: an evident slip.
 * Results grow with memory and descriptors, never overflow, and are the same for the same host.
 *
 * <p>These are limits and not shares: peers together may have more than the system admits. Where a
 * number of peers has to be carried, {@link TargetPeers} divides instead.
 */
public final class AutoScale {
  /** The network may have the memory of the host divided by this. */
  public static final int MEMORY_DIVISOR = 8;

  /** The network may have the descriptors of the host divided by this. */
  public static final int FD_DIVISOR = 2;

  private final String how;
  private final Map<ScaledScope, ScopeAmounts> amounts;

  private AutoScale(String how, Map<ScaledScope, ScopeAmounts> amounts) {
    this.how = how;
    this.amounts = Collections.unmodifiableMap(amounts);
  }

  /** For that host. */
  public static AutoScale of(HostFacts facts) {
    return new AutoScale(
        share("memory", facts.memoryBytes(), MEMORY_DIVISOR, Unit.BYTES)
            + ", "
            + share("fds", facts.fds(), FD_DIVISOR, Unit.COUNT),
        amounts(share(facts.memoryBytes(), MEMORY_DIVISOR), share(facts.fds(), FD_DIVISOR)));
  }

  /** For so much memory and so many descriptors, all of them for the network. */
  public static AutoScale dedicated(long memoryBytes, long fds) {
    if (memoryBytes < 0 || fds < 0) {
      throw new IllegalArgumentException("not an amount: " + memoryBytes + ", " + fds);
    }
    String how = "memory " + Unit.BYTES.format(memoryBytes) + ", fds " + fds;
    return new AutoScale(how, amounts(memoryBytes, fds));
  }

  private static Map<ScaledScope, ScopeAmounts> amounts(long memoryBytes, long fds) {
    Map<ScaledScope, ScopeAmounts> amounts = new EnumMap<>(ScaledScope.class);
    for (ScaleRow row : ScaleTable.ROWS) {
      amounts.put(row.scope(), row.scaled(memoryBytes, fds));
    }
    return amounts;
  }

  static long share(Fact fact, int divisor) {
    return fact.known() ? fact.value() / divisor : 0;
  }

  static String share(String name, Fact fact, int divisor, Unit unit) {
    return fact.known()
        ? name
            + " "
            + unit.format(fact.value())
            + " / "
            + divisor
            + " = "
            + unit.format(share(fact, divisor))
        : name + " unknown, base only";
  }

  /** The computation, such as {@code memory 8Gi / 8 = 1Gi, fds 1024 / 2 = 512}. */
  public String how() {
    return how;
  }

  public ScopeAmounts amounts(ScaledScope scope) {
    ScopeAmounts found = amounts.get(scope);
    if (found == null) {
      throw new IllegalStateException("the table has no row [" + scope.label() + "]");
    }
    return found;
  }

  /** The limits of that scope; each names {@code autoscale} and the scope as its origin. */
  public Map<Resource, Limit> limits(ScaledScope scope) {
    return amounts(scope).limits("autoscale " + scope.label());
  }

  /**
   * A profile: the system as {@code system}, a peer as {@code default}, since peers are who pays.
   */
  public String yaml() {
    String head = "# AutoScale: " + how + "\n";
    return head
        + ScaledProfile.yaml(
            "autoscale",
            Map.of("system", limits(ScaledScope.SYSTEM), "default", limits(ScaledScope.PEER)));
  }

  /** A profile with the limits of that scope as its {@code default}. */
  public String yaml(ScaledScope scope) {
    return "# AutoScale, "
        + scope.label()
        + ": "
        + how
        + "\n"
        + ScaledProfile.yaml("autoscale-" + scope.label(), Map.of("default", limits(scope)));
  }
}
