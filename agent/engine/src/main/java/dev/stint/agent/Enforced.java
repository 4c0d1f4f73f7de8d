package dev.stint.agent;

import dev.stint.agent.control.LiveControl;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.List;

/** Says of a new limit whether anything in this JVM would deny by it. */
final class Enforced implements LiveControl.Unenforced {
  private final List<HookState> hooks;
  private final boolean allocation;

  /**
   * @param allocation whether allocation sites are woven: that is decided once, at start
   */
  Enforced(List<HookState> hooks, boolean allocation) {
    this.hooks = hooks;
    this.allocation = allocation;
  }

  @Override
  public @Nullable String why(Resource resource) {
    if (resource == Resource.HEAP_ALLOCATED && !allocation) {
      return "not enforced: allocation sites were not woven at start";
    }
    for (HookState hook : hooks) {
      boolean works = hook.state() != HookState.State.MISSING;
      if (works && hook.resource().equals(resource.label())) {
        return null;
      }
    }
    return "not enforced by the agent: no working hook for " + resource.label();
  }
}
