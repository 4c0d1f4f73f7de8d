package dev.stint.ledger.donation;

/**
 * What was donated out of one ledger, or into it, and how much of that is settled. Guarded by
 * itself; calls nothing.
 */
final class Sums {
  private final String path;
  private final String resource;
  private final boolean outgoing;
  private long donated;
  private long spent;
  private long returned;
  private int live;

  Sums(String path, String resource, boolean outgoing) {
    this.path = path;
    this.resource = resource;
    this.outgoing = outgoing;
  }

  /** Takes a place for one more donation, unless there are so many. */
  synchronized boolean enter(int most) {
    if (live >= most) {
      return false;
    }
    live++;
    return true;
  }

  synchronized void leave() {
    live--;
  }

  synchronized void begin(long amount) {
    donated += amount;
  }

  /** A donation came to another receiver, with its history. */
  synchronized void moveAway(long amount) {
    donated -= amount;
  }

  synchronized void end(long wasSpent, long wentBack) {
    spent += wasSpent;
    returned += wentBack;
  }

  /** Something that was held when its donation was settled came back. */
  synchronized void back(long amount) {
    spent -= amount;
    returned += amount;
  }

  /** Whether everything is settled. */
  synchronized boolean idle() {
    return live == 0 && donated == spent + returned;
  }

  /** The figures, when so much is spent of what is not settled. */
  synchronized DonationFigures figures(long spentLive) {
    long open = donated - spent - returned;
    long burnt = Math.max(0, Math.min(spentLive, open));
    return new DonationFigures(
        path, resource, outgoing, donated, spent + burnt, returned, open - burnt);
  }
}
