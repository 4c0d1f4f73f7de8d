package dev.stint.ledger.model;

import dev.stint.ledger.Nullable;

/**
 * A protocol as a state machine: a start, the atomic steps that are enabled in a state, and what
 * must hold. A state is an array of bytes whose length never changes; it is never written to after
 * it was handed out.
 */
interface Protocol {
  byte[] start();

  /** Hands every enabled atomic step of every thread to {@code to}. */
  void steps(byte[] state, Steps to);

  /** What is wrong with a state that some run reaches, or null. */
  @Nullable
  String wrong(byte[] state);

  /** What is wrong with a state from which no step leads on, or null; a deadlock is wrong too. */
  @Nullable
  String wrongAtEnd(byte[] state);

  /** The state in one line, for a trace. */
  String show(byte[] state);

  /** Takes the steps that are enabled. */
  interface Steps {
    /** Thread {@code who} does {@code what} (a constant), which leads to {@code next}. */
    void step(String who, String what, byte[] next);

    /** The same, but the step itself breaks the contract, whatever state it leads to. */
    void fault(String who, String what, byte[] next, String why);
  }
}
