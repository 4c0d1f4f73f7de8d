package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
  static byte[] bytes(Snapshot snapshot, boolean redacted) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotJson.write(snapshot, out, redacted);
    return out.toByteArray();
  }

  static String text(Snapshot snapshot, boolean redacted) throws IOException {
    StringWriter out = new StringWriter();
    SnapshotJson.write(snapshot, out, redacted);
    return out.toString();
  }

  private static Snapshot parsed(byte[] json) throws IOException {
    return SnapshotReader.parse(new ByteArrayInputStream(json));
  }

  @Test
  void parse_ofWhatWasWritten_isEqual() throws IOException {
    Snapshot snapshot = Samples.snapshots(Samples.aliceAndBob()).snapshot();

    assertThat(parsed(bytes(snapshot, false))).isEqualTo(snapshot);
  }

  @Test
  void ledger_hasExactNumbersItsUnitAndAHumanForm() throws IOException {
    Snapshot snapshot = Samples.snapshots(Samples.aliceAndBob()).snapshot();

    assertThat(text(snapshot, false))
        .startsWith("{\"schema\":1,\"epochMillis\":" + snapshot.epochMillis())
        .contains(
            "{\"resource\":\"threads\",\"code\":13,\"unit\":\"count\",\"used\":3,\"reserved\":0,"
                + "\"total\":3,\"peak\":3,\"debt\":0,\"denied\":1,\"wouldDeny\":0,"
                + "\"stallNanos\":0,\"hard\":4,\"soft\":3,\"windowNanos\":0,"
                + "\"admission\":\"reserved\",\"origin\":\"p.yaml:7 threadLimit\","
                + "\"human\":{\"used\":\"3\",\"hard\":\"4\",\"peak\":\"3\",\"total\":\"3\"}}")
        .contains("\"used\":1536,", "\"human\":{\"used\":\"1.5Ki\",\"hard\":\"-\"")
        .contains("\"audit\":{\"sequence\":2,\"hash\":\"" + snapshot.auditHead().hash() + "\"}");
  }

  @Test
  @Tag("C-A10")
  @Tag("P86")
  void redacted_keepsNumbersAndReservedNamesOnly() throws IOException {
    var ledgers = Samples.aliceAndBob();
    ledgers.principal("default").charge(dev.stint.ledger.Resource.TIMERS, 1);
    Snapshot snapshot = Samples.snapshots(ledgers).snapshot();

    Snapshot shown = parsed(bytes(snapshot, true));

    assertThat(text(snapshot, true)).doesNotContain("alice", "bob", "s<1>", "p.yaml", "Socket");
    assertThat(shown.scopes())
        .extracting(Snapshot.ScopeView::path)
        .containsExactly(
            "system",
            "system/principal-1",
            "system/principal-2",
            "system/principal-2/session-1",
            "system/default");
    assertThat(shown.scopes())
        .extracting(Snapshot.ScopeView::principal)
        .containsExactly("default", "principal-1", "principal-2", "principal-2", "default");
    assertThat(shown.scopes().get(1).ledgers().get(0).hard()).isEqualTo(4);
    assertThat(shown.sections()).isEqualTo(Map.of("hooks", "redacted"));
  }

  @Test
  void section_thatRefersToItself_ends() throws IOException {
    Map<String, Object> loop = new HashMap<>();
    loop.put("again", loop);
    loop.put("text", "x".repeat(10_000));
    loop.put("nan", Double.NaN);
    loop.put("odd", new Object());
    List<Object> wide = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      wide.add(i);
    }
    Snapshot snapshot =
        new Snapshot(1, List.of(), new AuditHead(0, ""), 0, Map.of("loop", loop, "wide", wide));

    byte[] json = bytes(snapshot, false);

    assertThat(json.length).isLessThan(2_000_000);
    assertThat(parsed(json).sections()).containsOnlyKeys("loop", "wide");
    assertThat((List<?>) parsed(json).sections().get("wide")).hasSizeLessThan(100_001);
  }

  @Test
  void scopes_beyondTheBound_areCounted() throws IOException {
    List<Snapshot.ScopeView> many = new ArrayList<>();
    for (int i = 0; i < 10_002; i++) {
      many.add(new Snapshot.ScopeView("s", ScopeKind.SESSION, "s", "default", List.of()));
    }
    Snapshot snapshot = new Snapshot(1, many, new AuditHead(0, ""), 0, Map.of());

    byte[] json = bytes(snapshot, false);

    assertThat(new String(json, java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"omittedScopes\":2");
    assertThat(parsed(json).scopes()).hasSize(10_000);
  }
}
