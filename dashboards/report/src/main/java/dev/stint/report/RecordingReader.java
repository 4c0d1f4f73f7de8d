package dev.stint.report;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads the events of a file twice: first what Stint wrote, then what the JDK did meanwhile. */
final class RecordingReader {
  private RecordingReader() {}

  static Report read(Path file, String name) throws ReportException {
    Collector collector = new Collector();
    String partial = each(file, collector::first);
    if (partial != null && collector.events() == 0) {
      throw ReportException.damaged(name, partial);
    }
    String second = each(file, collector::second);
    return collector.report(name, partial == null ? second : partial);
  }

  /**
   * What the recording says of use over time. When the JVM began is looked for first: it decides
   * whether the first total of a ledger was spent just before.
   */
  static Evidence evidence(Path file, String name, long windowNanos) throws ReportException {
    EvidenceCollector collector = new EvidenceCollector(windowNanos);
    EvidenceEvents events = new EvidenceEvents(collector);
    each(file, events::first);
    String partial = each(file, events::second);
    if (partial != null && !events.any()) {
      throw ReportException.damaged(name, partial);
    }
    return collector.evidence(name, partial);
  }

  /** Feeds the events as far as they can be read; the answer is what ended it early, or null. */
  private static @Nullable String each(Path file, Consumer<RecordedEvent> to) {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        to.accept(events.readEvent());
      }
      return null;
    } catch (IOException | RuntimeException damaged) {
      return reason(damaged);
    } catch (StackOverflowError | OutOfMemoryError beyond) {
      return beyond.getClass().getSimpleName();
    }
  }

  private static String reason(Exception damaged) {
    String message = damaged.getMessage();
    String type = damaged.getClass().getSimpleName();
    return Printable.line(message == null ? type : type + ": " + message, 160);
  }
}
