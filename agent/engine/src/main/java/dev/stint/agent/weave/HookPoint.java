package dev.stint.agent.weave;

/**
 * One method of the JDK and what is woven into it.
 *
 * @param hook the hook that this belongs to, such as {@code thread.start}
 * @param type the binary name of the class
 * @param descriptor how the descriptor of the method begins
 * @param from the first feature release that has it, {@code to} the last
 */
record HookPoint(
    String hook, String type, String method, String descriptor, int from, int to, Weave weave) {

  boolean isFor(int feature) {
    return from <= feature && feature <= to;
  }

  /** For messages, such as {@code java.lang.Thread.exit}. */
  String name() {
    return type + "." + method;
  }
}
