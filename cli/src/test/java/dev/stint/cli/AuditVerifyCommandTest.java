package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.audit.FileAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyCommandTest {
  private static final String SEGMENT = "audit-0000000000000000001.log";

  @TempDir Path folder;
  private Path dir = Path.of("");
  private AuditHead head = new AuditHead(0, "");

  @BeforeEach
  void audit() throws IOException {
    dir = folder.resolve("audit");
    try (FileAudit audit = FileAudit.open(dir)) {
      for (int i = 0; i < 3; i++) {
        audit.append(AuditKind.REVOKED, "system/alice", "threads", "n" + i);
      }
      assertThat(audit.flush(20_000)).isTrue();
      head = audit.head();
    }
  }

  @Test
  void whole_isOneLine_thatSaysWhatAHeadWouldAdd() {
    String line =
        dir
            + ": valid, records [3] after [0], segments [1], shed [0], refused [0], head [3:"
            + head.hash()
            + "]";

    Typed typed = Typed.stint("audit", "verify", dir.toString());
    assertThat(typed.out()).isEqualTo(line + "; without --head a cut tail would not show\n");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.status()).isZero();
    assertThat(Typed.stint("audit", "verify", "--head", "3:" + head.hash(), dir.toString()).out())
        .isEqualTo(line + "\n");
  }

  @Test
  void changedRecord_is65_withItsPlace() throws IOException {
    Path segment = dir.resolve(SEGMENT);
    Files.writeString(segment, Files.readString(segment).replace("n1", "n7"));

    fails(
        65,
        "audit broken at ["
            + segment
            + ":3]: record [2] does not follow from the one before it (STINT-T002)");
  }

  @Test
  void cutTail_is65_withTheHead() throws IOException {
    Path segment = dir.resolve(SEGMENT);
    List<String> lines = Files.readAllLines(segment);
    Files.write(segment, lines.subList(0, 3));

    assertThat(Typed.stint("audit", "verify", dir.toString()).status()).isZero();
    fails(
        65,
        "audit cut [" + dir + "]: published [3] records, found [2] (STINT-T003)",
        "--head",
        "3:" + head.hash());
  }

  @Test
  void tornTail_is65() throws IOException {
    Path segment = dir.resolve(SEGMENT);
    Files.writeString(segment, Files.readString(segment) + "4");

    fails(65, "audit torn at [" + segment + ":5]: the line has no end (STINT-T004)");
  }

  @Test
  void directoryThatIsNotThere_is66() {
    dir = folder.resolve("gone");

    fails(66, "audit not readable [" + dir + "]: no such directory (STINT-T001)");
  }

  @Test
  void headThatIsNone_isAMistake() {
    Typed typed = Typed.stint("audit", "verify", "--head", "3:abc", dir.toString());

    assertThat(typed.err())
        .isEqualTo(
            "invalid value for option [--head]: [3:abc] is not a number, a colon and 64"
                + " hexadecimal digits (STINT-C010)\nsee: stint audit verify --help\n");
    assertThat(typed.status()).isEqualTo(2);
  }

  private void fails(int status, String line, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "audit";
    args[1] = "verify";
    System.arraycopy(options, 0, args, 2, options.length);
    args[args.length - 1] = dir.toString();
    Typed typed = Typed.stint(args);

    assertThat(typed.err()).isEqualTo(line + "\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(status);
  }
}
