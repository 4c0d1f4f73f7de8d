package dev.stint.agent;

/** What the housekeeper does now and then, on its own thread; short, and never waits. */
public interface Chore {
  /** Five times a second, with the number of the tick, the first being 1. */
  void tick(int tick) throws Exception;
}
