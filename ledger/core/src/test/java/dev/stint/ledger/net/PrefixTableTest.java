package dev.stint.ledger.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Traces;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefixTableTest {
  @Test
  void match_isTheMostSpecificBlock() {
    PrefixTable<String> table =
        PrefixTable.<String>empty()
            .with(Prefix.parse("10.0.0.0/8"), "wide")
            .with(Prefix.parse("10.1.0.0/16"), "narrow")
            .with(Prefix.parse("::/0"), "six");

    assertThat(table.match(Prefix.parseAddress("10.1.2.3"))).hasToString("10.1.0.0/16");
    assertThat(table.match(Prefix.parseAddress("10.2.2.3"))).hasToString("10.0.0.0/8");
    assertThat(table.match(Prefix.parseAddress("11.0.0.1"))).isNull();
    assertThat(table.match(Prefix.parseAddress("::1"))).hasToString("::/0");
    assertThat(table.get(Prefix.parse("10.1.0.0/16"))).isEqualTo("narrow");
    assertThat(table.without(Prefix.parse("10.1.0.0/16")).match(Prefix.parseAddress("10.1.2.3")))
        .hasToString("10.0.0.0/8");
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void match_isThatOfAWalkOverAllBlocks() {
    Traces.check(150, 30, PrefixTableTest::block, PrefixTableTest::play);
  }

  /** Few different bits, so that blocks lie in each other. */
  private static Prefix block(SplittableRandom random) {
    long bits = (random.nextLong() & random.nextLong()) & 0x0301_0300_0000_0000L;
    Prefix address =
        random.nextBoolean() ? Prefix.of4((int) (bits >> 32), 32) : Prefix.of6(bits, 0, 128);
    return address.covering(random.nextInt(33));
  }

  private static String play(List<Prefix> blocks) {
    PrefixTable<String> table = PrefixTable.empty();
    Set<Prefix> model = new HashSet<>();
    for (int i = 0; i < blocks.size(); i++) {
      Prefix block = blocks.get(i);
      if (i % 3 == 0) {
        table = table.with(block, "x");
        model.add(block);
      } else if (i % 7 == 0) {
        table = table.without(block);
        model.remove(block);
      }
      Prefix best = null;
      for (Prefix each : model) {
        if (each.contains(block) && (best == null || each.length() > best.length())) {
          best = each;
        }
      }
      Prefix found = table.match(block);
      if (found == null ? best != null : !found.equals(best)) {
        return block + " matched " + found + " and not " + best;
      }
    }
    return null;
  }
}
