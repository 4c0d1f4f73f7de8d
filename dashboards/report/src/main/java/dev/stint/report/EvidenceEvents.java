package dev.stint.report;

import dev.stint.ledger.Resource;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;

/** Turns the events of a recording into readings. Mutable, for one recording. */
final class EvidenceEvents {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final EvidenceCollector to;
  private boolean any;

  EvidenceEvents(EvidenceCollector to) {
    this.to = to;
  }

  boolean any() {
    return any;
  }

  void first(RecordedEvent event) {
    if (event.getEventType().getName().equals("jdk.JVMInformation")
        && event.hasField("jvmStartTime")) {
      to.began(nanos(event.getInstant("jvmStartTime")));
    }
  }

  void second(RecordedEvent event) {
    any = true;
    switch (event.getEventType().getName()) {
      case "stint.Usage" -> usage(event);
      case "stint.Denial" -> denial(event);
      default -> {}
    }
  }

  private void usage(RecordedEvent event) {
    Resource resource = Resource.byLabel(Values.text(event, "resource"));
    if (resource == null) {
      to.omit();
      return;
    }
    to.add(
        new Reading(
            nanos(event.getStartTime()),
            Values.text(event, "scope"),
            Values.text(event, "principal"),
            resource,
            Values.number(event, "peak"),
            Values.number(event, "total"),
            Values.number(event, "hard"),
            Reading.UNKNOWN,
            Values.number(event, "denied"),
            Values.number(event, "wouldDeny")));
  }

  private void denial(RecordedEvent event) {
    Resource resource = Resource.byLabel(Values.text(event, "resource"));
    if (resource != null) {
      to.denied(Values.text(event, "principal"), resource);
    }
  }

  /** Saturates: a file may claim any time. */
  private static long nanos(Instant at) {
    long seconds = at.getEpochSecond();
    long bound = Long.MAX_VALUE / SECOND_NANOS - 1;
    return Math.max(-bound, Math.min(bound, seconds)) * SECOND_NANOS + at.getNano();
  }
}
