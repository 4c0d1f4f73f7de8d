package dev.stint.report;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers readings, from a recording or from snapshots, into evidence. Everything it keeps is
 * bounded. Not thread-safe.
 *
 * <p>Only the scope of a principal itself counts, and the system: what sessions and calls below a
 * principal use is in its figures already.
 */
public final class EvidenceCollector {
  private static final int MOST_LEDGERS = 20_000;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Readings that are taken at once are written within this time. */
  private static final long TURN_NANOS = SECOND_NANOS / 5;

  /** What began earlier than this before the first reading was not spent in one window. */
  private static final long JUST_NANOS = 10 * SECOND_NANOS;

  /** A recording has at most so many at once. */
  private static final int MOST_IN_TURN = 1_000;

  /** So late that no reading of that time is taken. */
  private static final long LATEST_MILLIS = 9_000_000_000_000L;

  private record Key(String path, Resource resource) {}

  private record Denied(String principal, Resource resource) {}

  private final List<Long> windows = new ArrayList<>();
  private final Map<Key, UseOverTime> uses = new HashMap<>();
  private final Map<Denied, Long> denials = new HashMap<>();
  private @Nullable Long began;
  private @Nullable Long firstTurn;
  private long turn;
  private @Nullable Long turnBefore;
  private boolean wholeTurnBefore;
  private int inTurn;
  private int turns;
  private long lastNanos;
  private long spacingNanos;
  private long omitted;

  /**
   * @param windowNanos the window of interest for flows, from 1 ms to 366 days
   */
  public EvidenceCollector(long windowNanos) {
    windows.add(windowNanos);
    for (long seconds : new long[] {2, 5, 10, 60, 600, 3_600}) {
      if (seconds * SECOND_NANOS > windowNanos) {
        windows.add(seconds * SECOND_NANOS);
      }
    }
  }

  /** Says when the JVM began; before the first reading, if at all. */
  public void began(long epochNanos) {
    began = epochNanos;
  }

  /** Takes the readings of a snapshot. */
  public void add(Snapshot snapshot) {
    long now = Math.max(-1, Math.min(snapshot.epochMillis(), LATEST_MILLIS)) * 1_000_000;
    for (Snapshot.ScopeView scope : snapshot.scopes()) {
      for (Snapshot.LedgerView ledger : scope.ledgers()) {
        Long hard = ledger.hard();
        add(
            new Reading(
                now,
                scope.path(),
                scope.principal(),
                ledger.resource(),
                ledger.peak(),
                ledger.total(),
                hard == null ? -1 : hard,
                ledger.windowNanos(),
                ledger.denied(),
                ledger.wouldDeny()));
      }
    }
  }

  /** Takes one reading; those of one ledger come in the order of time. */
  public void add(Reading reading) {
    boolean counts = isOfAPrincipal(reading) || isOfTheSystem(reading);
    if (reading.isImpossible()) {
      omitted += counts ? 1 : 0;
      return;
    }
    turn(reading.epochNanos());
    inTurn++;
    if (!counts) {
      return;
    }
    Key key = new Key(reading.path(), reading.resource());
    UseOverTime known = uses.get(key);
    if (known != null) {
      omitted += known.add(reading, wholeTurnBefore(reading.epochNanos())) ? 0 : 1;
    } else if (uses.size() == MOST_LEDGERS) {
      omitted++;
    } else {
      Long since = since(reading.epochNanos());
      uses.put(key, new UseOverTime(reading, since, turnBefore != null, windows));
    }
  }

  private static boolean isOfTheSystem(Reading reading) {
    return reading.path().indexOf('/') < 0;
  }

  private static boolean isOfAPrincipal(Reading reading) {
    return PrincipalName.isValid(reading.principal())
        && reading.path().endsWith("/" + reading.principal());
  }

  private void turn(long nanos) {
    lastNanos = Math.max(lastNanos, nanos);
    if (firstTurn == null) {
      firstTurn = nanos;
    } else if (nanos - turn <= TURN_NANOS) {
      return;
    } else {
      spacingNanos = turns == 1 ? nanos - turn : Math.min(spacingNanos, nanos - turn);
      turnBefore = turn;
      wholeTurnBefore = inTurn < MOST_IN_TURN;
    }
    turn = nanos;
    inTurn = 0;
    turns++;
  }

  /**
   * The readings before, when they had every ledger that had moved since those before them: one
   * that is not in them had not. Else null.
   */
  private @Nullable Long wholeTurnBefore(long nanos) {
    Long before = turnBefore;
    return before != null && wholeTurnBefore && before <= nanos ? before : null;
  }

  /**
   * Since when a ledger that is seen for the first time can have counted: since the readings
   * before, which did not have it, or since the JVM began, when that was just now.
   */
  private @Nullable Long since(long nanos) {
    if (turnBefore != null) {
      return Math.min(turnBefore, nanos);
    }
    Long start = began;
    boolean just = start != null && start <= nanos && nanos - start <= JUST_NANOS;
    return just ? start : null;
  }

  /** Notes a refusal, wherever the ledger that refused stands. */
  public void denied(String principal, Resource resource) {
    Denied key = new Denied(principal, resource);
    if (denials.containsKey(key) || denials.size() < MOST_LEDGERS) {
      denials.merge(key, 1L, Long::sum);
    }
  }

  /** Notes a figure that is not used. */
  void omit() {
    omitted++;
  }

  /** What came of it. */
  public Evidence evidence(String source, @Nullable String partial) {
    List<UseOverTime> outermost = new ArrayList<>(uses.values());
    outermost.sort(
        Comparator.comparing((UseOverTime use) -> depth(use.path()))
            .thenComparing(UseOverTime::path));
    List<Evidence.Use> system = new ArrayList<>();
    Map<String, String> paths = new HashMap<>();
    SortedMap<String, List<Evidence.Use>> principals = new TreeMap<>();
    for (UseOverTime each : outermost) {
      Evidence.Use use = each.use(0, spacingNanos);
      if (each.path().indexOf('/') < 0) {
        system.add(use);
      } else if (each.path().equals(paths.computeIfAbsent(use.principal(), p -> each.path()))) {
        long refused = denials.getOrDefault(new Denied(use.principal(), use.resource()), 0L);
        principals
            .computeIfAbsent(use.principal(), p -> new ArrayList<>())
            .add(each.use(refused, spacingNanos));
      }
    }
    system.sort(Comparator.comparing(Evidence.Use::resource));
    principals.values().forEach(list -> list.sort(Comparator.comparing(Evidence.Use::resource)));
    long from = firstTurn == null ? 0 : firstTurn / 1_000_000;
    return new Evidence(
        Printable.line(source, 256),
        from,
        Math.max(from, lastNanos / 1_000_000),
        turns,
        spacingNanos,
        partial,
        omitted,
        List.copyOf(system),
        principals);
  }

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }
}
