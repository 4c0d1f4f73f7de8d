package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G-1")
class GrowTest {
  private static final String GROW =
      "(module (memory 2 %s) (func (export \"grow\") (param i32) (result i32) (memory.grow"
          + " (local.get 0))))";
  private static final long DENIED = 0xffff_ffffL;

  @Test
  void grow_withinTheCeiling_asksTheHostAndIsPaid() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.set(Injected.CEILING_SET, 5);

    assertThat(guest.fuelOf("grow", 3)).isEqualTo(2 + 5L * Injected.GROW_FUEL_PER_PAGE);
    assertThat(guest.asked).containsExactly("2>5");
    assertThat(guest.get(Injected.PAGES_GET)).isEqualTo(5);
    assertThat(guest.get(Injected.GROW_DENIED_GET)).isZero();
  }

  @Test
  void grow_beyondTheCeiling_isDeniedAndCounted() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.set(Injected.CEILING_SET, 5);

    assertThat(guest.call("grow", 4) & DENIED).isEqualTo(DENIED);
    assertThat(guest.call("grow", 0)).isEqualTo(2);
    assertThat(guest.get(Injected.GROW_DENIED_GET)).isEqualTo(1);
    assertThat(guest.asked).isEmpty();
  }

  @Test
  @Tag("P41")
  @Tag("M-13")
  void grow_pageByPage_stopsAtTheCeiling() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.set(Injected.CEILING_SET, 20);

    for (int pages = 2; pages < 20; pages++) {
      assertThat(guest.call("grow", 1)).isEqualTo(pages);
    }

    assertThat(guest.call("grow", 1) & DENIED).isEqualTo(DENIED);
    assertThat(guest.get(Injected.PAGES_GET)).isEqualTo(20);
  }

  @Test
  void grow_whoseSumOverflows_isDenied() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.set(Injected.CEILING_SET, -1);

    assertThat(guest.call("grow", -1) & DENIED).isEqualTo(DENIED);
    assertThat(guest.call("grow", 0x8000_0000) & DENIED).isEqualTo(DENIED);
    assertThat(guest.get(Injected.PAGES_GET)).isEqualTo(2);
    assertThat(guest.asked).isEmpty();
  }

  @Test
  void grow_beyondTheDeclaredMaximum_isNotADenial() throws Exception {
    Guest guest = new Guest(GROW.formatted("3"));

    assertThat(guest.call("grow", 2) & DENIED).isEqualTo(DENIED);
    assertThat(guest.get(Injected.GROW_DENIED_GET)).isZero();
    assertThat(guest.asked).isEmpty();
  }

  @Test
  @Tag("O-M5")
  void grow_theHostRefuses_isDeniedAndCounted() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.grant = false;

    assertThat(guest.call("grow", 1) & DENIED).isEqualTo(DENIED);
    assertThat(guest.get(Injected.GROW_DENIED_GET)).isEqualTo(1);
    assertThat(guest.get(Injected.PAGES_GET)).isEqualTo(2);
  }

  @Test
  @Tag("P37")
  void grow_theEngineFailsAt_isGivenBackToTheHost() throws Exception {
    Metered metered = Meter.rewrite(Wat2Wasm.parse(GROW.formatted("")), MeterOptions.defaults());
    Guest guest = new Guest(metered, List.of(), 3);

    assertThat(guest.call("grow", 2) & DENIED).isEqualTo(DENIED);
    assertThat(guest.asked).containsExactly("2>4", "4>2");
    assertThat(guest.get(Injected.GROW_DENIED_GET)).isZero();
  }

  @Test
  void ceiling_belowThePresentSize_deniesAllButZero() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.set(Injected.CEILING_SET, 1);

    assertThat(guest.call("grow", 0)).isEqualTo(2);
    assertThat(guest.call("grow", 1) & DENIED).isEqualTo(DENIED);
    assertThat(guest.get(Injected.CEILING_GET)).isEqualTo(1);
  }

  @Test
  void grow_thatUsesUpTheFuel_traps() throws Exception {
    Guest guest = new Guest(GROW.formatted(""));
    guest.set(Injected.FUEL_SET, 100);

    assertThatThrownBy(() -> guest.call("grow", 1)).hasMessageContaining("unreachable");
    assertThat(guest.get(Injected.FUEL_GET)).isNegative();
  }

  @Test
  @Tag("M-18")
  void tableGrow_isBoundedByTheSumOfAllTables() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (table $a 3 funcref) (table $b 4 externref)
              (func (export "a") (param i32) (result i32)
                (table.grow $a (ref.null func) (local.get 0)))
              (func (export "b") (param i32) (result i32)
                (table.grow $b (ref.null extern) (local.get 0))))
            """);
    guest.set(Injected.TABLE_CEILING_SET, 10);

    assertThat(guest.call("a", 4) & DENIED).isEqualTo(DENIED);
    assertThat(guest.call("b", -1) & DENIED).isEqualTo(DENIED);
    assertThat(guest.fuelOf("b", 2)).isEqualTo(3 + 6);
    assertThat(guest.call("a", 1)).isEqualTo(3);
    assertThat(guest.call("b", 1) & DENIED).isEqualTo(DENIED);
    assertThat(guest.call("b", 0)).isEqualTo(6);
    assertThat(guest.get(Injected.TABLE_ELEMENTS_GET)).isEqualTo(10);
    assertThat(guest.get(Injected.TABLE_DENIED_GET)).isEqualTo(3);
  }
}
