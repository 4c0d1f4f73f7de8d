package dev.stint.agent.dist.guest;

/** Runs until its standard input ends. */
public final class Serve {
  private Serve() {}

  public static void main(String[] args) throws Exception {
    Held.say("serving", ProcessHandle.current().pid());
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }
}
