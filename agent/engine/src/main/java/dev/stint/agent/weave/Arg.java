package dev.stint.agent.weave;

/** What a woven call passes on. */
enum Arg {
  /** The receiver of the woven method, as {@code Object}. */
  THIS,
  /** The first argument of the woven method. */
  ARG0,
  /** The second one. */
  ARG1,
  /** What the woven method returns; an {@code int} becomes a {@code long}. */
  RESULT,
  /** What the call at the start of the woven method returned. */
  TOKEN,
  /** What the woven method throws. */
  THROWN;

  /** Whether it is read from a parameter, which must then be known at the handler. */
  boolean isParameter() {
    return this == THIS || this == ARG0 || this == ARG1;
  }
}
