package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A scope graph and a plain model of it, which recounts everything from what is live. */
final class DagWorld implements Property.World {
  private static final Resource[] RESOURCES = {
    Resource.THREADS, Resource.LINEAR_MEMORY, Resource.FUEL
  };

  /** One scope as the model knows it. */
  private static final class Node {
    final Scope scope;
    List<Node> parents;

    /** What was charged here without a token and not refunded. */
    final Map<Resource, Long> direct = new HashMap<>();

    /** What of a flow was spent here or below and stays, whatever moves or closes. */
    final Map<Resource, Long> spent = new HashMap<>();

    /** What of that was spent before a move: refunds count against it first. */
    final Map<Resource, Long> stale = new HashMap<>();

    final Map<Resource, Long> limits = new HashMap<>();

    Node(Scope scope, Node... parents) {
      this.scope = scope;
      this.parents = List.of(parents);
    }

    Set<Node> line() {
      Set<Node> line = new LinkedHashSet<>();
      add(line);
      return line;
    }

    private void add(Set<Node> line) {
      line.add(this);
      parents.forEach(parent -> parent.add(line));
    }

    @Override
    public String toString() {
      return scope.path();
    }
  }

  private static final class Held {
    final Reservation token;
    final Node node;
    long amount;
    boolean committed;

    Held(Reservation token, Node node, long amount) {
      this.token = token;
      this.node = node;
      this.amount = amount;
    }

    boolean counts(Resource resource) {
      boolean flow = resource.kind() == ResourceKind.FLOW;
      return token.resource() == resource && !(flow && committed);
    }
  }

  private final Graph graph = new Graph();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private final List<Reservation> dead = new ArrayList<>();
  private int names;
  private SplittableRandom random = new SplittableRandom(0);
  private StringBuilder log = new StringBuilder();

  DagWorld() {
    Node system = new Node(graph.system);
    nodes.add(system);
    nodes.add(new Node(graph.alice, system));
    nodes.add(new Node(graph.ledgers.principal("bob"), system));
    nodes.add(new Node(graph.ledgers.transientScope(), system));
  }

  @Override
  public void step(SplittableRandom choices, StringBuilder out) {
    random = choices;
    log = out;
    switch (random.nextInt(14)) {
      case 0, 1 -> open();
      case 2 -> close();
      case 3 -> limit();
      case 4, 5 -> end();
      case 6, 7 -> rebind();
      case 8 -> burst();
      case 9 -> refund();
      case 10 -> charge(any(), resource(), amount());
      case 11 -> afterTheEnd();
      default -> reserve();
    }
    check();
  }

  private Node any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private Resource resource() {
    return RESOURCES[random.nextInt(RESOURCES.length)];
  }

  private long amount() {
    return random.nextInt(12);
  }

  private void open() {
    Node parent = any();
    if (random.nextInt(4) == 0) {
      log.append("span below ").append(parent);
      nodes.add(new Node(parent.scope.span("s"), parent));
      return;
    }
    Node other = any();
    String name = "s" + names++;
    log.append("open ").append(name).append(" below ").append(parent).append(", ").append(other);
    if (random.nextBoolean()) {
      nodes.add(new Node(parent.scope.child(ScopeKind.SESSION, name, other.scope), parent, other));
    } else {
      nodes.add(new Node(parent.scope.child(ScopeKind.SESSION, name), parent));
    }
  }

  private boolean fixed(Node node) {
    return node.scope.kind() != ScopeKind.SESSION && node.scope.kind() != ScopeKind.SPAN;
  }

  private void close() {
    Node node = any();
    log.append("close ").append(node);
    if (fixed(node)) {
      return;
    }
    List<Node> ended = nodes.stream().filter(n -> n.line().contains(node)).toList();
    node.scope.close();
    nodes.removeAll(ended);
    held.stream().filter(h -> ended.contains(h.node)).forEach(h -> dead.add(h.token));
    held.removeIf(h -> ended.contains(h.node));
    assertThat(ended).allMatch(n -> n.scope.isClosed());
  }

  private void limit() {
    Node node = any();
    Resource resource = resource();
    boolean wide = resource != Resource.THREADS && random.nextBoolean();
    long hard = random.nextInt(wide ? 20_000 : 60);
    log.append("limit ").append(node).append(' ').append(resource).append(' ').append(hard);
    graph.limit(node.scope, resource, hard);
    node.limits.put(resource, hard);
  }

  private void reserve() {
    Node node = any();
    Resource resource = resource();
    long amount = amount();
    log.append("reserve ").append(node).append(' ').append(resource).append(' ').append(amount);
    boolean fits = fits(node, resource, amount);
    Map<Ledger, List<Long>> before = state();
    Verdict verdict = node.scope.reserve(resource, amount);
    assertThat(verdict.granted()).as("%s", verdict).isEqualTo(fits);
    if (verdict instanceof Reservation token) {
      held.add(new Held(token, node, amount));
    } else {
      assertThat(state()).isEqualTo(before);
    }
  }

  private boolean charge(Node node, Resource resource, long amount) {
    log.append("charge ").append(node).append(' ').append(resource).append(' ').append(amount);
    boolean fits = fits(node, resource, amount);
    Map<Ledger, List<Long>> before = fits ? Map.of() : state();
    Denied denied = node.scope.charge(resource, amount);
    assertThat(denied == null).as("%s", denied).isEqualTo(fits);
    if (denied != null) {
      assertThat(state()).isEqualTo(before);
      return false;
    }
    node.direct.merge(resource, amount, Long::sum);
    spend(node, resource, amount);
    return true;
  }

  private static void spend(Node node, Resource resource, long amount) {
    if (resource.kind() == ResourceKind.FLOW) {
      node.line().forEach(n -> n.spent.merge(resource, amount, Long::sum));
    }
  }

  /** So many charges that the ledger gets lanes, when it has room. */
  private void burst() {
    Node node = any();
    Resource resource = random.nextBoolean() ? Resource.LINEAR_MEMORY : Resource.FUEL;
    int times = 200 + random.nextInt(200);
    log.append("burst ").append(node).append(' ').append(resource).append(" x ").append(times);
    StringBuilder outer = log;
    log = new StringBuilder();
    for (int i = 0; i < times && charge(node, resource, 1 + random.nextInt(2)); i++) {
      log.setLength(0);
    }
    log = outer;
  }

  private void refund() {
    Node node = any();
    Resource resource = resource();
    long most = node.direct.getOrDefault(resource, 0L);
    long amount = most == 0 ? 0 : random.nextLong(most + 1);
    log.append("refund ").append(node).append(' ').append(resource).append(' ').append(amount);
    node.scope.refund(resource, amount);
    node.direct.merge(resource, -amount, Long::sum);
    long old = Math.min(amount, node.stale.getOrDefault(resource, 0L));
    node.stale.merge(resource, -old, Long::sum);
    spend(node, resource, old - amount);
  }

  private boolean fits(Node node, Resource resource, long amount) {
    for (Node each : node.line()) {
      Long hard = each.limits.get(resource);
      if (hard != null && used(each, resource) + amount > hard) {
        return false;
      }
    }
    return true;
  }

  private void end() {
    if (held.isEmpty()) {
      return;
    }
    Held h = held.get(random.nextInt(held.size()));
    int how = random.nextInt(4);
    log.append("end ").append(how).append(' ').append(h.node).append(' ').append(h.amount);
    if (how > 1) {
      h.token.close();
      held.remove(h);
      return;
    }
    long actual = how == 0 ? h.amount : random.nextLong(h.amount + 1);
    if (h.token.settle(Math.min(actual, h.token.amount()))) {
      h.amount = actual;
      h.committed = true;
      spend(h.node, h.token.resource(), actual);
    }
  }

  /** What ends later than its scope does nothing. */
  private void afterTheEnd() {
    if (dead.isEmpty()) {
      return;
    }
    Reservation token = dead.get(random.nextInt(dead.size()));
    log.append("late end ").append(token.scope());
    if (random.nextBoolean()) {
      token.commit();
    } else {
      token.close();
    }
    assertThat(token.scope().charge(token.resource(), 0)).isInstanceOf(ScopeClosed.class);
    token.scope().refund(token.resource(), 3);
  }

  private void rebind() {
    Node node = any();
    Node first = any();
    Node second = random.nextBoolean() ? any() : first;
    log.append("rebind ").append(node).append(" to ").append(first).append(", ").append(second);
    if (fixed(node)) {
      return;
    }
    Scope[] to = {first.scope, second.scope};
    Map<Ledger, List<Long>> before = state();
    if (first.line().contains(node) || second.line().contains(node)) {
      assertThatThrownBy(() -> node.scope.rebind(to)).isInstanceOf(IllegalArgumentException.class);
      assertThat(state()).isEqualTo(before);
      return;
    }
    List<Node> old = node.parents;
    Set<Node> refusing = refusing(node, List.of(first, second));
    Map<Node, Set<Node>> gone = lines(node);
    Denied denied = node.scope.rebind(to);
    if (denied == null) {
      assertThat(refusing).isEmpty();
      node.parents = List.of(first, second);
      leaveSpent(node, gone);
    } else {
      node.parents = old;
      assertThat(refusing).extracting(n -> n.scope).contains(denied.ledger().scope());
      assertThat(state()).isEqualTo(before);
    }
  }

  private Map<Node, Set<Node>> lines(Node top) {
    Map<Node, Set<Node>> lines = new HashMap<>();
    nodes.stream().filter(n -> n.line().contains(top)).forEach(n -> lines.put(n, n.line()));
    return lines;
  }

  /** The new ancestors where what moves does not fit. */
  private Set<Node> refusing(Node node, List<Node> to) {
    List<Node> old = node.parents;
    Set<Node> kept = node.line();
    Map<Node, Map<Resource, Long>> used = new HashMap<>();
    for (Node each : nodes) {
      Map<Resource, Long> now = new HashMap<>();
      Arrays.stream(RESOURCES).forEach(r -> now.put(r, used(each, r)));
      used.put(each, now);
    }
    node.parents = to;
    Set<Node> refusing = new LinkedHashSet<>();
    for (Node each : node.line()) {
      for (Resource resource : RESOURCES) {
        Long hard = each.limits.get(resource);
        long next = used(each, resource);
        boolean grows = next > used.get(each).get(resource);
        if (!kept.contains(each) && grows && hard != null && next > hard) {
          refusing.add(each);
        }
      }
    }
    node.parents = old;
    return refusing;
  }

  private void leaveSpent(Node top, Map<Node, Set<Node>> before) {
    if (before.get(top).equals(top.line())) {
      return;
    }
    for (Node each : before.keySet()) {
      long open = sum(each, Resource.FUEL, false);
      each.stale.put(Resource.FUEL, used(each, Resource.FUEL) - open);
    }
  }

  private long used(Node node, Resource resource) {
    long spent = resource.kind() == ResourceKind.FLOW ? node.spent.getOrDefault(resource, 0L) : 0;
    return spent + sum(node, resource, true);
  }

  /** What is live at a node, or at it and all below it. */
  private long sum(Node node, Resource resource, boolean below) {
    long sum = 0;
    for (Held h : held) {
      boolean here = below ? h.node.line().contains(node) : h.node == node;
      sum += here && h.counts(resource) ? h.amount : 0;
    }
    for (Node each : nodes) {
      if (resource.kind() == ResourceKind.STOCK && each.line().contains(node)) {
        sum += each.direct.getOrDefault(resource, 0L);
      }
    }
    return sum;
  }

  private Map<Ledger, List<Long>> state() {
    Map<Ledger, List<Long>> state = new HashMap<>();
    for (Node node : nodes) {
      for (Resource resource : RESOURCES) {
        Ledger l = node.scope.ledger(resource);
        state.put(l, List.of(l.used(), l.reserved(), l.total(), l.peak()));
      }
    }
    return state;
  }

  private void check() {
    Map<Ledger, long[]> expected = new HashMap<>();
    for (Node node : nodes) {
      Set<Node> line = node.line();
      Set<Scope> scopes = new HashSet<>();
      line.forEach(n -> scopes.add(n.scope));
      if (!scopes.equals(Set.of(node.scope.line()))) {
        assertThat(node.scope.line()).as("line of %s", node).containsAll(scopes);
        assertThat(scopes).as("line of %s", node).contains(node.scope.line());
      }
      for (Resource resource : RESOURCES) {
        boolean flow = resource.kind() == ResourceKind.FLOW;
        long own = flow ? 0 : node.direct.getOrDefault(resource, 0L);
        line.forEach(n -> at(expected, n, resource)[0] += own);
        at(expected, node, resource)[0] += flow ? node.spent.getOrDefault(resource, 0L) : 0;
      }
    }
    for (Held h : held) {
      Resource resource = h.token.resource();
      for (Node each : h.node.line()) {
        at(expected, each, resource)[0] += h.counts(resource) ? h.amount : 0;
        at(expected, each, resource)[1] += h.committed ? 0 : h.amount;
      }
    }
    for (Map.Entry<Ledger, long[]> each : expected.entrySet()) {
      Ledger l = each.getKey();
      long[] seen = {l.used(), l.reserved()};
      if (!Arrays.equals(seen, each.getValue())) {
        assertThat(seen).as("used and reserved of %s", l).isEqualTo(each.getValue());
      }
    }
    assertThat(graph.ledgers.faults()).isZero();
  }

  private static long[] at(Map<Ledger, long[]> all, Node node, Resource resource) {
    return all.computeIfAbsent(node.scope.ledger(resource), l -> new long[2]);
  }
}
