package dev.stint.profiles;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Resource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;

/**
 * The root authority of a graph that mints exemptions. There is one for each graph, and whoever
 * starts the process takes it before other code runs. Thread-safe.
 */
public final class ExemptionAuthority {
  private static final Set<Ledgers> TAKEN = Collections.newSetFromMap(new WeakHashMap<>());

  private final Ledgers ledgers;

  private ExemptionAuthority(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /**
   * Takes the authority of that graph.
   *
   * @throws IllegalStateException when it has been taken before
   */
  public static ExemptionAuthority of(Ledgers ledgers) {
    synchronized (TAKEN) {
      if (!TAKEN.add(ledgers)) {
        throw new IllegalStateException("the exemption authority of this graph has been taken");
      }
    }
    return new ExemptionAuthority(ledgers);
  }

  /**
   * Mints an exemption, which is on record first.
   *
   * @param holder who gets it, for the audit
   * @throws IllegalArgumentException when no resource is named
   */
  public Exemption mint(String holder, Set<Resource> resources) {
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("exemption from nothing");
    }
    EnumSet<Resource> copy = EnumSet.copyOf(resources);
    long record =
        ledgers
            .audit()
            .append(
                AuditKind.PROFILE_CHANGED,
                ledgers.system().path(),
                "exemption",
                "minted for " + Shown.value(holder) + ", resources " + labels(copy));
    return new Exemption(ledgers, copy, record);
  }

  /** The labels in brackets, in the order of the alphabet. */
  static String labels(Set<Resource> resources) {
    Set<String> labels = new TreeSet<>();
    for (Resource each : resources) {
      labels.add(each.label());
    }
    return "[" + String.join(", ", labels) + "]";
  }
}
