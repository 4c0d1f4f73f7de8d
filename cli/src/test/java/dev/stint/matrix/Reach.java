package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import dev.stint.ledger.Resource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a method can run, a few calls deep: it ends at the kernel, whose methods are what is looked
 * for, and at other declared sites, which answer for themselves.
 */
final class Reach {
  private static final int HOPS = 6;

  private final Map<JavaCodeUnit, Integer> reached = new LinkedHashMap<>();
  private final Set<LedgerCall> calls = EnumSet.noneOf(LedgerCall.class);
  private final Set<Resource> named = EnumSet.noneOf(Resource.class);
  private boolean closesScopes;

  private Reach() {}

  static Reach from(JavaCodeUnit start, Set<JavaCodeUnit> otherSites) {
    Reach reach = new Reach();
    Deque<JavaCodeUnit> next = new ArrayDeque<>();
    reach.reached.put(start, 0);
    next.add(start);
    while (!next.isEmpty()) {
      reach.look(next.remove(), otherSites, next);
    }
    return reach;
  }

  private void look(JavaCodeUnit unit, Set<JavaCodeUnit> otherSites, Deque<JavaCodeUnit> next) {
    int hops = reached.getOrDefault(unit, 0);
    unit.getFieldAccesses().forEach(this::name);
    for (JavaClass type : unit.getOwner().getPackage().getClasses()) {
      if (isSwitchTable(unit, type)) {
        type.getStaticInitializer().ifPresent(body -> body.getFieldAccesses().forEach(this::name));
      }
    }
    for (JavaCall<?> call : unit.getCallsFromSelf()) {
      calls.add(LedgerCall.of(call));
      closesScopes |=
          call.getTargetOwner().isEquivalentTo(dev.stint.ledger.Scope.class)
              && call.getTarget().getName().equals("close");
      call.getTarget().resolveMember().ifPresent(to -> visit(to, hops, otherSites, next));
    }
  }

  private void visit(
      JavaMember to, int hops, Set<JavaCodeUnit> otherSites, Deque<JavaCodeUnit> next) {
    boolean ends = LedgerCall.isKernel(to.getOwner()) || hops == HOPS;
    if (to instanceof JavaCodeUnit unit && !ends && !otherSites.contains(unit)) {
      if (reached.putIfAbsent(unit, hops + 1) == null) {
        next.add(unit);
      }
    }
  }

  private void name(JavaFieldAccess access) {
    if (access.getTargetOwner().isEquivalentTo(Resource.class)) {
      for (Resource resource : Resource.values()) {
        if (resource.name().equals(access.getTarget().getName())) {
          named.add(resource);
        }
      }
    }
  }

  /** What the compiler makes of a class's switch over an enum: {@code Measure$1}. */
  private static boolean isSwitchTable(JavaCodeUnit unit, JavaClass owner) {
    return owner
        .getName()
        .matches(java.util.regex.Pattern.quote(unit.getOwner().getName()) + "\\$\\d+");
  }

  Set<JavaCodeUnit> methods() {
    return reached.keySet();
  }

  /** The constants of the catalogue that it reads. */
  Set<Resource> named() {
    return named;
  }

  boolean does(LedgerCall kind) {
    return calls.contains(kind);
  }

  boolean charges() {
    return calls.stream().anyMatch(LedgerCall::charges);
  }

  /** Closing a scope gives back everything that was charged to it. */
  boolean closesScopes() {
    return closesScopes;
  }
}
