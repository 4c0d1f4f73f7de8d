package dev.stint.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The scopes that have a deadline. Every scope directly below a transient one has one. */
final class Deadlines {
  static final long TRANSIENT_NANOS = 60_000_000_000L;

  private final Set<Deadline> all = ConcurrentHashMap.newKeySet();
  private volatile long transientNanos = TRANSIENT_NANOS;

  void transientNanos(long nanos) {
    if (nanos <= 0) {
      throw new IllegalArgumentException("a deadline must lie ahead: [" + nanos + "] ns");
    }
    transientNanos = nanos;
  }

  /** The deadline of a scope that comes to stand below a transient one. */
  Deadline first(Scope scope) {
    long now = scope.root().clock().nanoTime();
    return new Deadline(scope, now, now + transientNanos);
  }

  void add(Deadline deadline) {
    all.add(deadline);
  }

  void remove(Deadline deadline) {
    all.remove(deadline);
  }

  List<Deadline> past(long nowNanos) {
    List<Deadline> past = new ArrayList<>();
    for (Deadline each : all) {
      if (each.isPast(nowNanos)) {
        past.add(each);
      }
    }
    return past;
  }

  /** The oldest first, at most so many. */
  List<Deadline> oldest(int limit) {
    List<Deadline> sorted = new ArrayList<>(all);
    sorted.sort(new ByAge());
    return new ArrayList<>(sorted.subList(0, Math.min(sorted.size(), Math.max(0, limit))));
  }

  private static final class ByAge implements Comparator<Deadline> {
    @Override
    public int compare(Deadline a, Deadline b) {
      int age = Long.signum(a.sinceNanos() - b.sinceNanos());
      return age != 0 ? age : a.scope().path().compareTo(b.scope().path());
    }
  }
}
