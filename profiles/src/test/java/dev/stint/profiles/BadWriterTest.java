package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader beside a writer sees the old profile, the new one, or that it changes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadWriterTest {
  private enum Seen {
    OLD,
    NEW,
    CHANGED
  }

  /** Long enough that neither reading is over before the other side had its turn. */
  private static final String PADDING = "# " + "-".repeat(500_000) + "\n";

  private static final String TEXT = Yaml.HEAD + PADDING + "default: {threadLimit: 1}\n";
  private static final int DIGIT = TEXT.indexOf("1}");

  /** Odd, so that bursts end with either. */
  private static final int BURST = 21;

  @TempDir Path dir;

  private interface Writer {
    void write(boolean old) throws IOException;
  }

  @Test
  void file_whoseContentFlips_isNeverReadByHalf() throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), TEXT);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      Writer flip =
          old -> {
            open.seek(DIGIT);
            open.write(old ? '1' : '2');
          };
      assertThat(seenBeside(file, flip)).containsExactlyInAnyOrder(Seen.values());
    }
  }

  @Test
  void file_thatIsReplacedAgainAndAgain_isNeverReadByHalf() throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), TEXT);
    Path next = dir.resolve("next.yaml");
    Writer replace =
        old -> {
          Files.writeString(next, old ? TEXT : TEXT.replace("1}", "2}"));
          Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        };

    assertThat(seenBeside(file, replace)).containsExactlyInAnyOrder(Seen.values());
  }

  /** Reads until everything that may be seen was seen. */
  private static Set<Seen> seenBeside(Path file, Writer writer) throws Exception {
    Semaphore readings = new Semaphore(0);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> writing = thread.submit(() -> writeUntil(done, writer, readings));
    Set<Seen> seen = EnumSet.noneOf(Seen.class);
    try {
      while (seen.size() < Seen.values().length && !writing.isDone()) {
        seen.add(readOnce(file));
        readings.release();
      }
    } finally {
      done.set(true);
      readings.release(2);
      thread.shutdown();
    }
    writing.get();
    return seen;
  }

  /** Writes in bursts, with a whole reading between them that it leaves alone. */
  private static Void writeUntil(AtomicBoolean done, Writer writer, Semaphore readings)
      throws Exception {
    boolean old = true;
    while (!done.get()) {
      for (int i = 0; i < BURST; i++) {
        old = !old;
        writer.write(old);
      }
      readings.drainPermits();
      if (!done.get()) {
        readings.acquire(2);
      }
    }
    return null;
  }

  private static Seen readOnce(Path file) {
    try {
      ProfileDocument document = ProfileReader.read(file, Strictness.STRICT);
      long threads = document.defaults().limits().get(Resource.THREADS).hard();
      assertThat(threads).isBetween(1L, 2L);
      return threads == 1 ? Seen.OLD : Seen.NEW;
    } catch (ProfileException e) {
      assertThat(e).hasMessage(file + ": changed while it was read, try again (STINT-P050)");
      return Seen.CHANGED;
    }
  }
}
