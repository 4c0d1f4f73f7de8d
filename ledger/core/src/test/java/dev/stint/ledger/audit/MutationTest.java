package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in a chain, its verification fails and names the place. */
@Tag("P83")
class MutationTest {
  @TempDir Path temp;

  @Test
  void anyByteOfAnyField_changed_isFound() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    Random random = new Random(seed);
    AuditDirectory dir = new AuditDirectory(temp.resolve("a"));
    AuditHead head = random(dir, random, 5 + random.nextInt(3));
    assertThat(dir.verify().head()).isEqualTo(head);

    for (Path segment : dir.segments()) {
      byte[] bytes = Files.readAllBytes(segment);
      for (int at = 0; at < bytes.length; at++) {
        byte before = bytes[at];
        bytes[at] = other(random, before);
        Files.write(segment, bytes);
        assertThatThrownBy(dir::verify)
            .as("seed %d, %s, byte %d from %d to %d", seed, segment, at, before, bytes[at])
            .isInstanceOf(AuditException.class);
        bytes[at] = before;
      }
      Files.write(segment, bytes);
    }
    assertThat(dir.verify().head()).isEqualTo(head);
  }

  private static byte other(Random random, byte before) {
    byte other = before;
    while (other == before) {
      boolean near = random.nextBoolean();
      other = near ? (byte) (before ^ (1 << random.nextInt(8))) : (byte) random.nextInt();
    }
    return other;
  }

  @Test
  void lineTakenOut_putInOrMoved_isFound() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    Random random = new Random(seed);
    AuditDirectory dir = new AuditDirectory(temp.resolve("a"));
    random(dir, random, 6);
    Path segment = dir.segments().get(0);
    List<String> lines = Files.readAllLines(segment);

    for (int i = 0; i < lines.size() - 1; i++) {
      List<String> without = new ArrayList<>(lines);
      without.remove(i);
      List<String> twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      List<String> moved = new ArrayList<>(lines);
      java.util.Collections.swap(moved, i, i + 1);
      for (List<String> changed : List.of(without, twice, moved)) {
        Files.write(segment, changed);
        assertThatThrownBy(dir::verify)
            .as("seed %d, line %d", seed, i)
            .isInstanceOf(AuditException.class);
      }
    }
  }

  @Test
  void cutTail_isFoundByThePublishedHeadOnly() throws Exception {
    AuditDirectory dir = new AuditDirectory(temp.resolve("a"));
    AuditHead head = dir.filled(5);
    Path segment = dir.segments().get(0);
    List<String> lines = Files.readAllLines(segment);
    Files.write(segment, lines.subList(0, 4));

    assertThat(dir.verify().records()).isEqualTo(3);
    assertThatThrownBy(() -> dir.verify(head))
        .isInstanceOf(AuditException.class)
        .hasMessage("audit cut [" + dir.path + "]: published [5] records, found [3] (STINT-T003)");
  }

  @Test
  void chainWrittenAnew_isFoundByThePublishedHead() throws Exception {
    AuditDirectory dir = new AuditDirectory(temp.resolve("a"));
    AuditHead head = dir.filled(5);
    Path segment = dir.segments().get(0);
    forge(segment);

    assertThat(dir.verify().records()).isEqualTo(5);
    assertThatThrownBy(() -> dir.verify(head))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "audit broken at ["
                + segment
                + ":6]: record [5] is not the published one (STINT-T002)");
  }

  private static void forge(Path segment) throws IOException {
    AuditChain chain = new AuditChain();
    List<String> forged = new ArrayList<>();
    String hash = AuditChain.START;
    for (String line : Files.readAllLines(segment)) {
      if (!forged.isEmpty()) {
        String body = line.substring(0, line.lastIndexOf('\t')).replace("n2", "n7");
        hash = chain.next(hash, body);
        line = body + '\t' + hash;
      }
      forged.add(line);
    }
    Files.write(segment, forged);
  }

  private static AuditHead random(AuditDirectory dir, Random random, int records)
      throws IOException {
    AuditKind[] kinds = AuditKind.values();
    try (FileAudit audit = dir.open()) {
      for (int i = 0; i < records; i++) {
        AuditKind kind = kinds[random.nextInt(kinds.length)];
        audit.append(kind, "system/" + text(random), text(random), text(random));
      }
      assertThat(audit.flush(AuditDirectory.SOON_MILLIS)).isTrue();
      return audit.head();
    }
  }

  private static String text(Random random) {
    byte[] bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
