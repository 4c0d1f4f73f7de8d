package dev.stint.sandbox.run;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.jfr.JfrEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A flight recording of the run, with the JVM's default events and Stint's. */
final class FlightRecording {
  private final @Nullable Recording recording;
  private final @Nullable Path file;
  private final @Nullable JfrEvents events;

  private FlightRecording(
      @Nullable Recording recording, @Nullable Path file, @Nullable JfrEvents events) {
    this.recording = recording;
    this.file = file;
    this.events = events;
  }

  /** Starts one that is written to the file in the end; none for null. */
  static FlightRecording start(@Nullable Path file, Ledgers ledgers) throws IOException {
    if (file == null) {
      return new FlightRecording(null, null, null);
    }
    JfrEvents events = JfrEvents.start(ledgers);
    try {
      Recording recording = new Recording(Configuration.getConfiguration("default"));
      recording.setName("stint run");
      recording.start();
      return new FlightRecording(recording, file, events);
    } catch (ParseException e) {
      throw new IOException("this JVM's recording settings cannot be read", e);
    }
  }

  /** Writes the file. */
  void finish() throws IOException {
    if (recording != null && file != null && events != null) {
      events.writeUsage();
      recording.stop();
      recording.dump(file);
      recording.close();
    }
  }
}
