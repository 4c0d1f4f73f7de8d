package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import dev.stint.ledger.Nullable;
import dev.stint.profiles.ProfileReader.Strictness;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Any bytes are a profile or one line, in memory in proportion to their number. The normal build
 * replays the files of the corpus; {@code mvn -Pexhaustive} searches for new ones.
 */
class ReaderFuzzTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What reading may allocate: counted by the JVM, so it is the same on a slow machine. Nearly all
   * work of the reader allocates, a loop that does not would be seen by the time limit alone.
   */
  private static final long BASE_BYTES = 4 << 20;

  private static final long MOST_PER_BYTE = 2_048;
  private static final int MOST_WARNINGS = 100;
  private static final Pattern ONE_LINE =
      Pattern.compile("p\\.yaml(:\\d+:\\d+)?: [\\x20-\\x7E]{1,400} \\(STINT-P0\\d\\d\\)");

  @FuzzTest
  @DictionaryEntries({
    "schema: 1",
    "profileId: p",
    "versionId: ",
    "epoch: 7",
    "extends: service",
    "networkProfiles:",
    "launcherProfiles:",
    "networkProfile: web",
    "allow: [a:1]",
    "perPrefix: ",
    "unlimited",
    "system:",
    "default:",
    "principals:",
    "match: ",
    "limits: ",
    "packages: ",
    "threadLimit: ",
    "netInBytesPerWindow: ",
    "cpuBudgetUsPerWindow: ",
    "fuelTotal: ",
    "hard: ",
    "soft: ",
    "window: ",
    "overrun: delay",
    "maxWait: ",
    "9223372036854775807",
    "Ki",
    "/s",
    "500m",
    "1e400",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "---",
    "%YAML 1.1",
    "? ",
    "|-"
  })
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  @Tag("P27")
  void bytes_ofAnyKind_areAProfileOrOneLine(byte[] bytes) {
    ProfileDocument strict = read(bytes, Strictness.STRICT);
    ProfileDocument lenient = read(bytes, Strictness.LENIENT);

    String printed = strict == null ? null : ProfilePrinter.print(strict);
    if (printed != null) {
      assertThat(lenient).as("what is accepted strictly, read leniently").isNotNull();
      assertThat(ProfilePrinter.print(lenient)).isEqualTo(printed);
    }
    if (lenient != null) {
      assertThat(lenient.warnings()).hasSizeLessThanOrEqualTo(MOST_WARNINGS);
      lenient.warnings().forEach(warning -> assertOneLine(warning.message()));
      assertReadsBack(lenient);
    }
  }

  private static @Nullable ProfileDocument read(byte[] bytes, Strictness strictness) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ProfileDocument document = readOrRefuse(bytes, strictness);
    if (THREADS.getCurrentThreadAllocatedBytes() - before > most(bytes)) {
      assertAllocatesLittle(bytes, strictness);
    }
    return document;
  }

  /** A second reading: classes that the first one loaded are not its memory. */
  private static void assertAllocatesLittle(byte[] bytes, Strictness strictness) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    readOrRefuse(bytes, strictness);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated while [%d] were read", bytes.length)
        .isLessThanOrEqualTo(most(bytes));
  }

  private static long most(byte[] bytes) {
    return BASE_BYTES + MOST_PER_BYTE * bytes.length;
  }

  private static @Nullable ProfileDocument readOrRefuse(byte[] bytes, Strictness strictness) {
    try {
      return ProfileReader.read("p.yaml", bytes, strictness);
    } catch (ProfileException e) {
      assertOneLine(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void assertOneLine(String message) {
    if (!ONE_LINE.matcher(message).matches()) {
      fail("not one line with place and code: " + message);
    }
  }

  private static void assertReadsBack(ProfileDocument document) {
    String printed = ProfilePrinter.print(document);
    ProfileDocument again = read(Yaml.bytes(printed), again(document));
    assertThat(again).as(printed).isNotNull();
    assertThat(ProfilePrinter.print(again)).isEqualTo(printed);
  }

  /** A profile of a later version only has the fields left that this one knows. */
  private static Strictness again(ProfileDocument document) {
    return document.schema() > 1 ? Strictness.LENIENT : Strictness.STRICT;
  }
}
