package dev.stint.ledger.donation;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sums by donor and by receiver, at most {@value #MOST} of each. Those of closed scopes are
 * forgotten once they are settled; what has no place is summed under {@code *}.
 */
final class Books {
  static final int MOST = 4096;

  private final ConcurrentMap<Ledger, Sums> out = new ConcurrentHashMap<>();
  private final ConcurrentMap<Ledger, Sums> in = new ConcurrentHashMap<>();
  private final Sums otherOut = new Sums("*", "*", true);
  private final Sums otherIn = new Sums("*", "*", false);

  Sums out(Ledger ledger) {
    return sums(out, ledger, true);
  }

  Sums in(Ledger ledger) {
    return sums(in, ledger, false);
  }

  @Nullable
  Sums known(Ledger ledger, boolean outgoing) {
    return (outgoing ? out : in).get(ledger);
  }

  private Sums sums(ConcurrentMap<Ledger, Sums> book, Ledger ledger, boolean outgoing) {
    Sums known = book.get(ledger);
    if (known != null) {
      return known;
    }
    if (book.size() >= MOST) {
      prune(book);
    }
    if (book.size() >= MOST) {
      return outgoing ? otherOut : otherIn;
    }
    Sums made = new Sums(ledger.scope().path(), ledger.resource().label(), outgoing);
    Sums other = book.putIfAbsent(ledger, made);
    return other == null ? made : other;
  }

  void prune() {
    prune(out);
    prune(in);
  }

  private static void prune(ConcurrentMap<Ledger, Sums> book) {
    Iterator<Map.Entry<Ledger, Sums>> entries = book.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Ledger, Sums> entry = entries.next();
      if (entry.getKey().scope().isClosed() && entry.getValue().idle()) {
        entries.remove();
      }
    }
  }

  List<Sums> all() {
    List<Sums> all = new ArrayList<>(out.values());
    all.add(otherOut);
    all.addAll(in.values());
    all.add(otherIn);
    return all;
  }
}
