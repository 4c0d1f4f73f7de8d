package dev.stint.agent;

/**
 * What the self-test found out about one hook.
 *
 * @param hook the short name, such as {@code thread.start}
 * @param resource the label of the resource that it counts, such as {@code threads}
 * @param state whether it counts and denies
 * @param detail why it is not armed, or what it does not cover; empty when there is nothing to say
 */
public record HookState(String hook, String resource, State state, String detail) {

  /** Whether a hook does its work. */
  public enum State {
    /** Counts and denies. */
    ARMED("armed"),
    /** Counts some of the ways to use the resource; the detail says which it does not. */
    PARTIAL("partial"),
    /** Counts nothing. */
    MISSING("missing");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The word for tables and snapshots. */
    public String label() {
      return label;
    }
  }

  public static HookState armed(String hook, String resource) {
    return new HookState(hook, resource, State.ARMED, "");
  }

  public static HookState partial(String hook, String resource, String detail) {
    return new HookState(hook, resource, State.PARTIAL, detail);
  }

  public static HookState missing(String hook, String resource, String detail) {
    return new HookState(hook, resource, State.MISSING, detail);
  }
}
