package dev.stint.profiles;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;

/** A program that binds a stock profile; {@link WithoutRecorderTest} runs it. */
final class BindOnce {
  private BindOnce() {}

  public static void main(String[] args) throws ProfileException {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(100));
    ProfileDocument test = StockProfiles.load("test");
    Bound bound = new Broker(ledgers, "main").bind(ledgers.system(), test.system(), false);
    boolean recorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    System.out.println("bound " + bound.limits().size() + ", recorder " + recorder);
  }
}
