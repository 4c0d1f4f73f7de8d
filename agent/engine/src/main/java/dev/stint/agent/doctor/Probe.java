package dev.stint.agent.doctor;

import dev.stint.ledger.Resource;

/**
 * Exercises one hook.
 *
 * @param hook its name in the hook table
 * @param counts uses the resource and gives it back; throws {@link Finding} when it was not counted
 * @param denies tries to use it although nothing is granted; throws when it was not denied
 */
record Probe(String hook, Resource resource, Step counts, Step denies) {

  /** A step against the probe ledger. */
  interface Step {
    void run(ProbeLedger ledger) throws Exception;
  }

  /** A step that finds nothing: for hooks that only count. */
  static final Step NONE = ledger -> {};

  /** What a step found wrong. */
  static final class Finding extends Exception {
    private static final long serialVersionUID = 1L;

    Finding(String what) {
      super(what);
    }
  }

  static void expect(boolean fact, String otherwise) throws Finding {
    if (!fact) {
      throw new Finding(otherwise);
    }
  }
}
