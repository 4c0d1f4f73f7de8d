package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  @Tag("O-1")
  void codes_runFromOneWithoutGap_andLabelsAreUnique() {
    Set<String> labels = new HashSet<>();
    for (Resource resource : Resource.values()) {
      assertThat(resource.code()).isEqualTo(resource.ordinal() + 1);
      assertThat(labels.add(resource.label())).as(resource.label()).isTrue();
      assertThat(Resource.byLabel(resource.label())).isSameAs(resource);
    }
    assertThat(Resource.values()).hasSize(49);
    assertThat(Resource.byLabel("heep")).isNull();
  }

  @Test
  void denialCode_hasThreeDigits() {
    assertThat(Resource.LINEAR_MEMORY.denialCode()).isEqualTo("STINT-L003");
    assertThat(Resource.CODE_BYTES.denialCode()).isEqualTo("STINT-L049");
  }

  @Test
  void units_printTheLargestSuffixWithoutAFraction() {
    assertThat(Unit.BYTES.format(0)).isEqualTo("0");
    assertThat(Unit.BYTES.format(1023)).isEqualTo("1023");
    assertThat(Unit.BYTES.format(8190L << 10)).isEqualTo("8190Ki");
    assertThat(Unit.BYTES.format(1L << 60)).isEqualTo("1Ei");
    assertThat(Unit.BYTES.format(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    assertThat(Unit.INSTRUCTIONS.format(10_000_000)).isEqualTo("10M");
    assertThat(Unit.INSTRUCTIONS.format(1500)).isEqualTo("1500");
    assertThat(Unit.MICROSECONDS.format(1_500_000)).isEqualTo("1500ms");
    assertThat(Unit.COUNT.format(1024)).isEqualTo("1024");
  }

  @Test
  void shelf_findsEachLedger_inWhateverOrderTheyWereMade() {
    List<Resource> order = new ArrayList<>(List.of(Resource.values()));
    Collections.shuffle(order, new Random(49));
    Scope scope = new Graph().alice;
    for (Resource resource : order) {
      Ledger made = scope.ledger(resource);
      assertThat(made.resource()).isSameAs(resource);
      assertThat(scope.ledger(resource)).isSameAs(made);
    }
    assertThat(scope.ledgers()).extracting(Ledger::resource).containsExactly(Resource.values());
  }
}
