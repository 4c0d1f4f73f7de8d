package dev.stint.ledger.jfr;

import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.donation.DonationEnd;
import dev.stint.ledger.donation.DonationListener;
import dev.stint.ledger.donation.DonationView;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;

/**
 * Writes donations that ended to running recordings, one event for each and none for a spend, at
 * most {@value #PER_SECOND} a second for the whole JVM. The next event that is written says how
 * many were not.
 */
public final class DonationEvents implements DonationListener {
  static final int PER_SECOND = 50;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final MonotonicClock clock;
  private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong inSecond = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();

  public DonationEvents(MonotonicClock clock) {
    this.clock = clock;
    FlightRecorder.register(DonationEvent.class);
  }

  @Override
  public void ended(DonationView donation) {
    DonationEvent event = new DonationEvent();
    if (!event.isEnabled()) {
      return;
    }
    if (!admitted()) {
      suppressed.incrementAndGet();
      return;
    }
    DonationEnd end = donation.end();
    event.donation = donation.id();
    event.partOf = donation.parentId();
    event.call = donation.callId();
    event.donor = donation.donorPath();
    event.receiver = donation.receiverPath();
    event.resource = donation.resource().label();
    event.amount = donation.amount();
    event.spent = donation.spent();
    event.returned = donation.returned();
    event.endedBy = end == null ? "" : end.label();
    event.livedNanos = donation.ageNanos();
    event.suppressed = suppressed.getAndSet(0);
    event.commit();
  }

  private boolean admitted() {
    long now = Math.floorDiv(clock.nanoTime(), SECOND_NANOS);
    long seen = second.get();
    if (seen != now && second.compareAndSet(seen, now)) {
      inSecond.set(0);
    }
    return inSecond.incrementAndGet() <= PER_SECOND;
  }
}
