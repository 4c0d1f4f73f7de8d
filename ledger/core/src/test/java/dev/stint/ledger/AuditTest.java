package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuditTest {
  @Test
  @Tag("C-A1")
  void binding_isAuditedWithItsOrigin() {
    Graph graph = new Graph();

    graph.limit(graph.alice, Resource.THREADS, 4);

    AuditRecord record = graph.audit.records().get(0);
    assertThat(record.kind()).isEqualTo(AuditKind.PROFILE_BOUND);
    assertThat(record.scopePath()).isEqualTo("system/alice");
    assertThat(record.detail()).contains("hard 4").contains("test.yaml:1 threadLimit");
  }

  @Test
  void chain_verifies_andKeepsTheNewest() {
    MemoryAudit audit = new MemoryAudit(3);
    for (int i = 0; i < 5; i++) {
      audit.append(AuditKind.GRANTED, "system", "threads", "n" + i);
    }

    assertThat(audit.verify()).isTrue();
    assertThat(audit.records()).extracting(AuditRecord::sequence).containsExactly(3L, 4L, 5L);
    assertThat(audit.head().sequence()).isEqualTo(5);
    assertThat(audit.head().hash()).isEqualTo(audit.records().get(2).hash()).hasSize(64);
  }

  @Test
  void fieldsThatRunTogether_giveDifferentHashes() {
    MemoryAudit one = new MemoryAudit(8);
    MemoryAudit two = new MemoryAudit(8);

    one.append(AuditKind.GRANTED, "ab", "c", "d");
    two.append(AuditKind.GRANTED, "a", "bc", "d");

    assertThat(one.head().hash()).isNotEqualTo(two.head().hash());
  }
}
