package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.Map;

/** Compares the limits of a child with those of its parent. */
final class ParentCheck {
  private ParentCheck() {}

  /** Refuses a child with a limit that its ancestor makes impossible. */
  static void refuse(
      ResourceProfile child, String childName, ResourceProfile ancestor, String ancestorName)
      throws ProfileException {
    ProfileProblem above = firstAbove(child, childName, ancestor.limits(), ancestorName);
    if (above != null) {
      throw new ProfileException(above);
    }
  }

  /** The first limit of the child that its parent's hard limit makes impossible, or null. */
  static @Nullable ProfileProblem firstAbove(
      ResourceProfile child, String childName, Map<Resource, Limit> parent, String parentName) {
    for (Map.Entry<Resource, Limit> entry : child.limits().entrySet()) {
      Limit above = parent.get(entry.getKey());
      if (above != null && isAbove(entry.getValue(), above)) {
        return problem(child, childName, entry.getKey(), above, parentName);
      }
    }
    return null;
  }

  /**
   * Whether the child promises in its window what the parent never admits in that time. A total has
   * a window without end.
   */
  static boolean isAbove(Limit child, Limit parent) {
    if (child.hard() <= parent.hard()) {
      return false;
    }
    if (parent.windowNanos() == 0) {
      return true;
    }
    if (child.windowNanos() == 0) {
      return false;
    }
    long windows = 1 + (child.windowNanos() - 1) / parent.windowNanos();
    long admitted = parent.hard() * windows;
    boolean overflows = Math.multiplyHigh(parent.hard(), windows) != 0 || admitted < 0;
    return !overflows && child.hard() > admitted;
  }

  private static ProfileProblem problem(
      ResourceProfile child, String childName, Resource resource, Limit parent, String parentName) {
    Limit limit = child.limits().get(resource);
    long hard = limit == null ? 0 : limit.hard();
    return child
        .header()
        .problem(
            child.place(resource),
            Codes.ABOVE_PARENT,
            resource.label()
                + " of ["
                + childName
                + "] is ["
                + resource.unit().format(hard)
                + "], above ["
                + resource.unit().format(parent.hard())
                + "] of ["
                + parentName
                + "] at ["
                + parent.origin()
                + "]");
  }
}
