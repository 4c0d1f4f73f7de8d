package dev.stint.ledger.model;

import dev.stint.ledger.Nullable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Searches every state that a {@link Protocol} can reach, breadth first, so that a counterexample
 * is as short as there is one. Not safe for several threads; one search for one object.
 *
 * <p>Checked: the invariant in every state, the contract of every step, the last state of every run
 * (where a deadlock shows), and, as the states form a graph without a cycle, that every run ends.
 */
final class StateSpace {
  private final Protocol protocol;
  private final int bound;
  private final StateStore store;
  private int[] arrivals = new int[1024];
  private final Set<String> done = new HashSet<>();
  private long steps;
  private @Nullable String fault;
  private int faultFrom;

  private StateSpace(Protocol protocol, int bound) {
    this.protocol = protocol;
    this.bound = bound;
    this.store = new StateStore(protocol.start().length);
  }

  /**
   * What a search found.
   *
   * @param millis of CPU, so that it means the same on a busy machine
   * @param done every kind of step that some run takes, so that a test can ask for what must occur
   * @param counterexample why the protocol is wrong and the steps that show it; null when it holds
   */
  record Outcome(
      int states, long steps, long millis, Set<String> done, @Nullable String counterexample) {}

  /** Searches all states; more than {@code bound} of them are an error, never a silent cut. */
  static Outcome search(Protocol protocol, int bound) {
    long start = cpuNanos();
    StateSpace space = new StateSpace(protocol, bound);
    String found = space.search();
    if (found == null) {
      found = space.endless();
    }
    long millis = (cpuNanos() - start) / 1_000_000;
    return new Outcome(space.store.size(), space.steps, millis, space.done, found);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private @Nullable String search() {
    arrive(protocol.start(), -1);
    Visit visit = new Visit();
    for (int index = 0; index < store.size(); index++) {
      byte[] state = store.get(index);
      String wrong = protocol.wrong(state);
      if (wrong != null) {
        return trace(index, wrong, null);
      }
      visit.from = index;
      long before = steps;
      protocol.steps(state, visit);
      if (fault != null) {
        return trace(faultFrom, fault, visit.faultStep);
      }
      if (steps == before) {
        wrong = protocol.wrongAtEnd(state);
        if (wrong != null) {
          return trace(index, wrong, null);
        }
      }
    }
    return null;
  }

  private void arrive(byte[] state, int from) {
    int index = store.add(state, from);
    if (store.size() > bound) {
      throw new IllegalStateException("more states than the stated bound [" + bound + "]");
    }
    if (index < 0) {
      index = ~index;
    }
    if (index >= arrivals.length) {
      arrivals = Arrays.copyOf(arrivals, arrivals.length * 2);
    }
    arrivals[index]++;
  }

  /** Takes states away that nothing leads to any more; what stays lies on a cycle or behind one. */
  private @Nullable String endless() {
    arrivals[0]--;
    if (arrivals[0] > 0) {
      return trace(0, "the start is reached again", null);
    }
    int[] ready = new int[store.size()];
    int taken = 0;
    int made = 1;
    Removal removal = new Removal();
    removal.ready = ready;
    while (taken < made) {
      removal.made = made;
      protocol.steps(store.get(ready[taken++]), removal);
      made = removal.made;
    }
    if (taken == store.size()) {
      return null;
    }
    int stuck = 0;
    while (arrivals[stuck] == 0) {
      stuck++;
    }
    return trace(stuck, "a run may go round for ever from here", null);
  }

  private String trace(int index, String why, @Nullable String last) {
    List<Integer> path = new ArrayList<>();
    for (int at = index; at >= 0; at = store.parent(at)) {
      path.add(0, at);
    }
    StringBuilder text = new StringBuilder(why).append("\n  start: ");
    text.append(protocol.show(store.get(0)));
    for (int i = 1; i < path.size(); i++) {
      Naming naming = new Naming(store.get(path.get(i)));
      protocol.steps(store.get(path.get(i - 1)), naming);
      text.append("\n  ").append(i).append(". ").append(naming.name).append(": ");
      text.append(protocol.show(naming.wanted));
    }
    if (last != null) {
      text.append("\n  ").append(path.size()).append(". ").append(last);
    }
    return text.toString();
  }

  /** Files each step's state. */
  private final class Visit implements Protocol.Steps {
    private int from;
    private @Nullable String faultStep;

    @Override
    public void step(String who, String what, byte[] next) {
      steps++;
      done.add(what);
      arrive(next, from);
    }

    @Override
    public void fault(String who, String what, byte[] next, String why) {
      steps++;
      if (fault == null) {
        fault = why;
        faultFrom = from;
        faultStep = who + " " + what + ": " + protocol.show(next);
      }
    }
  }

  /** Finds the name of the step that leads to a state. */
  private static final class Naming implements Protocol.Steps {
    private final byte[] wanted;
    private String name = "?";

    Naming(byte[] wanted) {
      this.wanted = wanted;
    }

    @Override
    public void step(String who, String what, byte[] next) {
      if (Arrays.equals(next, wanted)) {
        name = who + " " + what;
      }
    }

    @Override
    public void fault(String who, String what, byte[] next, String why) {
      step(who, what, next);
    }
  }

  /** Counts the ways into each state down. */
  private final class Removal implements Protocol.Steps {
    private int[] ready = {};
    private int made;

    @Override
    public void step(String who, String what, byte[] next) {
      int index = store.find(next);
      if (--arrivals[index] == 0) {
        ready[made++] = index;
      }
    }

    @Override
    public void fault(String who, String what, byte[] next, String why) {
      throw new IllegalStateException(why);
    }
  }
}
