package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotReaderTest {
  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          []|not a JSON object
          {}|schema [0] is not [1]
          {"schema":2}|schema [2] is not [1]
          {"schema":"1"}|[schema] is not a whole number
          {"schema":1,"scopes":{}}|[scopes] is not a list
          {"schema":1,"scopes":[3]}|[scopes] is not an object
          {"schema":1,"scopes":[{}]}|[ledgers] is not a list
          {"schema":1,"scopes":[{"ledgers":[]}]}|[path] is not a text
          {"schema":1,"scopes":[{"ledgers":[{"resource":"fuel"}]}]}|[used] is missing
          {"schema":1,"scopes":[{"ledgers":[],"path":"","kind":"moon"}]}|unknown kind [moon]
          {"schema":1,"audit":{"sequence":1}}|[hash] is not a text
          """)
  void parse_ofAnotherDocument_saysWhatIsWrong(String json, String reason) {
    assertThatThrownBy(() -> SnapshotReader.parse(stream(json)))
        .isInstanceOf(StatusFormatException.class)
        .hasMessage("status document not readable: " + reason + " (STINT-S003)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          |not a JSON object
          <html>|1:1 [Unexpected character ('<'
          {"schema":1|1:12 [Unexpected end-of-input
          {"schema":99999999999999999999}|1:31 [Numeric value (99999999999999999999) out of range
          {"schema":1,"schema":1}|1:21 [Duplicate field 'schema'
          """)
  void parse_ofBrokenJson_saysWhere(String json, String reason) {
    assertThatThrownBy(() -> SnapshotReader.parse(stream(json == null ? "" : json)))
        .isInstanceOf(StatusFormatException.class)
        .hasMessageStartingWith("status document not readable: " + reason)
        .hasMessageEndingWith("(STINT-S003)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void parse_ofDeepNesting_isRefused() {
    String deep = "{\"sections\":" + "[".repeat(100_000);

    assertThatThrownBy(() -> SnapshotReader.parse(stream(deep)))
        .isInstanceOf(StatusFormatException.class);
  }

  @Test
  void parse_ofDamagedDocuments_readsOrRefusesAndNothingElse() throws IOException {
    byte[] whole =
        SnapshotJsonTest.bytes(Samples.snapshots(Samples.aliceAndBob()).snapshot(), false);
    for (int length = 0; length < whole.length - 1; length++) {
      assertThat(refusal(Arrays.copyOf(whole, length))).as("length %d", length).isNotNull();
    }
    long seed = System.nanoTime();
    System.out.println("SnapshotReaderTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      refusal(damaged);
    }
  }

  /** The refusal or null; anything but a refusal is thrown and fails the test. */
  private static String refusal(byte[] json) {
    try {
      SnapshotReader.parse(new ByteArrayInputStream(json));
      return null;
    } catch (StatusFormatException refused) {
      assertThat(refused.getMessage()).doesNotContain("\n").hasSizeLessThan(300);
      return refused.getMessage();
    } catch (IOException other) {
      throw new AssertionError(other);
    }
  }
}
