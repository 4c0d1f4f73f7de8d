package dev.stint.ledger.jfr;

import dev.stint.ledger.Denied;
import dev.stint.ledger.LedgerListener;
import dev.stint.ledger.Ledgers;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Writes denials and usage to running recordings. Denials are throttled to {@value
 * #DENIALS_PER_SECOND} a second for the whole JVM; the rest is counted and summarised in {@code
 * stint.Suppression}. Usage is written once a second for ledgers that moved, at the start of each
 * recording for all, and by {@link #writeUsage} for one who is about to stop a recording.
 */
public final class JfrEvents implements LedgerListener {
  static final int DENIALS_PER_SECOND = 50;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Ledgers ledgers;
  private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong inSecond = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();
  private final UsageWriter writer;

  private JfrEvents(Ledgers ledgers) {
    this.ledgers = ledgers;
    this.writer = new UsageWriter(ledgers, this);
  }

  /** Registers the events and listens to the graph from now on. */
  public static JfrEvents start(Ledgers ledgers) {
    JfrEvents events = new JfrEvents(ledgers);
    FlightRecorder.register(DenialEvent.class);
    FlightRecorder.register(CapsuleRunEvent.class);
    FlightRecorder.register(PrincipalScopeEvent.class);
    FlightRecorder.register(ProfileBoundEvent.class);
    FlightRecorder.register(CoverageGapEvent.class);
    FlightRecorder.addListener(new RecordingStarts(events.writer));
    FlightRecorder.addPeriodicEvent(UsageEvent.class, events.writer::write);
    ledgers.listen(events);
    return events;
  }

  /** Writes what moved since the last reading: the end of a recording has none of its own. */
  public void writeUsage() {
    writer.write();
  }

  @Override
  public void denied(Denied denied) {
    DenialEvent event = new DenialEvent();
    if (!event.isEnabled()) {
      return;
    }
    if (!admitted()) {
      suppressed.incrementAndGet();
      return;
    }
    event.principal = denied.principal();
    event.resource = denied.resource().label();
    event.reason = denied.reason().label();
    event.requested = denied.requested();
    event.used = denied.used();
    event.hard = denied.hard();
    event.at = denied.ledger().scope().path();
    event.origin = denied.origin();
    event.code = denied.code();
    event.message = denied.message();
    event.commit();
  }

  private boolean admitted() {
    long now = Math.floorDiv(ledgers.clock().nanoTime(), SECOND_NANOS);
    long seen = second.get();
    if (seen != now && second.compareAndSet(seen, now)) {
      inSecond.set(0);
    }
    return inSecond.incrementAndGet() <= DENIALS_PER_SECOND;
  }

  /** How many denials were not written since the last call. */
  long takeSuppressed() {
    return suppressed.getAndSet(0);
  }

  /** Tells the writer of usage that a recording began. */
  private record RecordingStarts(UsageWriter writer) implements FlightRecorderListener {
    @Override
    public void recordingStateChanged(Recording recording) {
      if (recording.getState() == RecordingState.RUNNING) {
        writer.forget();
      }
    }
  }
}
