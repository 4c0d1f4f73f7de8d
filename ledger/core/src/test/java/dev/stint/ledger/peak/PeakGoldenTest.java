package dev.stint.ledger.peak;

import static dev.stint.ledger.peak.PeakReading.Kind.FORGOTTEN;
import static dev.stint.ledger.peak.PeakReading.Kind.NONE_RECORDED;
import static dev.stint.ledger.peak.PeakReading.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PeakGoldenTest {
  private final AtomicLong now = new AtomicLong(1_000);
  private final MonotonicClock clock = now::get;

  private static PeakView filledWith1To4096() {
    PeakView view = new PeakView();
    for (int peak = 1; peak <= 4096; peak++) {
      view.record("p" + peak, peak);
    }
    return view;
  }

  @Test
  @Tag("M-3")
  @Tag("M-19")
  void sizesThatFall_orAreZero_leaveThePeak() {
    PeakView view = new PeakView();
    List<Long> peaks = new ArrayList<>();
    for (long size : new long[] {1000, 500, 4096, 0}) {
      view.record("alice", size);
      peaks.add(view.read("alice").peak());
    }

    assertThat(peaks).containsExactly(1000L, 1000L, 4096L, 4096L);
  }

  @Test
  @Tag("M-3")
  @Tag("M-5")
  void zero_recordsNobody() {
    PeakView view = new PeakView();
    view.record("alice", 0);
    view.record("alice", -5);

    assertThat(view.size()).isZero();
    assertThat(view.read("alice").kind()).isEqualTo(NONE_RECORDED);
    assertThat(view.read("alice").peak()).isZero();
    assertThat(view.read("alice").isExact()).isTrue();
    assertThat(view.read("alice")).hasToString("none recorded");
  }

  @Test
  @Tag("M-6")
  @Tag("M-7")
  @Tag("M-19")
  @Tag("P43")
  void largeNewcomer_evictsPeak1() {
    PeakView view = filledWith1To4096();
    assertThat(view.bound()).isEqualTo(4096);
    assertThat(view.size()).isEqualTo(4096);

    view.record("newcomer", 1_000_000);

    assertThat(view.size()).isEqualTo(4096);
    assertThat(view.read("newcomer").peak()).isEqualTo(1_000_000);
    assertThat(view.read("p1").kind()).isEqualTo(FORGOTTEN);
    assertThat(view.read("p2").peak()).isEqualTo(2);
    assertThat(view.watermark().largestEvicted()).isEqualTo(1);
  }

  @Test
  @Tag("M-7")
  @Tag("M-19")
  @Tag("P43")
  void newcomerEqualToTheLowest_isDropped() {
    PeakView view = filledWith1To4096();
    view.record("newcomer", 1_000_000);

    view.record("second", 2);

    assertThat(view.size()).isEqualTo(4096);
    assertThat(view.read("p2").peak()).isEqualTo(2);
    assertThat(view.read("second").kind()).isEqualTo(FORGOTTEN);
    assertThat(view.watermark().evicted()).isEqualTo(1);
    assertThat(view.watermark().largestDropped()).isEqualTo(2);
    assertThat(view.watermark().dropped()).isEqualTo(1);
  }

  @Test
  @Tag("M-6")
  void bound_isConfigurable_andReported() {
    PeakView view = new PeakView(2, clock);
    view.record("a", 5);
    view.record("b", 6);
    view.record("c", 7);

    assertThat(view.bound()).isEqualTo(2);
    assertThat(view.lines()).extracting(PeakLine::principal).containsExactly("c", "b");
    assertThatThrownBy(() -> new PeakView(0, clock))
        .hasMessage("bound of a peak view must be at least 1: 0");
  }

  @Test
  @Tag("M-10")
  @Tag("M-D6")
  @Tag("O-M2")
  void forgotten_differsFromNone_andAReturnIsANewEpoch() {
    PeakView view = new PeakView(1, clock);
    view.record("heavy", 10);
    PeakReading first = view.read("heavy");
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(first.isExact()).isTrue();
    assertThat(view.read("other").kind()).isEqualTo(NONE_RECORDED);

    now.set(2_000);
    view.record("heavier", 20);
    PeakReading gone = view.read("heavy");
    assertThat(gone.kind()).isEqualTo(FORGOTTEN);
    assertThat(gone.peak()).isZero();
    assertThat(gone.atMost()).isEqualTo(10);
    assertThat(gone.isExact()).isFalse();
    assertThat(gone).hasToString("forgotten, at most 10");
    assertThat(view.watermark().sinceNanos()).isEqualTo(2_000);
    assertThat(view.watermark()).hasToString("1 evicted, at most 10; 0 dropped");

    now.set(3_000);
    view.record("heavy", 21);
    PeakReading back = view.read("heavy");
    assertThat(back.kind()).isEqualTo(VALUE);
    assertThat(back.peak()).isEqualTo(21);
    assertThat(back.epoch()).isEqualTo(3);
    assertThat(back.sinceNanos()).isEqualTo(3_000);
    assertThat(back.isExact()).as("21 is above all that was forgotten").isTrue();
  }

  @Test
  void value_belowWhatWasForgottenBefore_saysWhatItMayHaveBeen() {
    PeakView view = new PeakView(2, clock);
    view.record("a", 10);
    view.record("b", 20);
    view.record("c", 15);
    view.record("b", 16);
    view.record("d", 16);

    assertThat(view.watermark().largestEvicted()).isEqualTo(15);
    assertThat(view.read("d").atMost()).isEqualTo(16);
    view.record("e", 18);
    view.record("f", 19);
    assertThat(view.read("f").atMost()).isEqualTo(19);
    assertThat(view.read("a").atMost()).isEqualTo(18);
  }

  @Test
  void newcomer_whoseNameIsNoPrincipals_isRefused() {
    PeakView view = new PeakView();

    assertThatThrownBy(() -> view.record("no such name", 1))
        .hasMessage(
            "principal name [no such name] must be 1 to 64 characters of [A-Za-z0-9_-]"
                + " (STINT-N001)");
    assertThat(view.size()).isZero();
  }

  @Test
  @Tag("M-2")
  @Tag("M-20")
  void handle_passedOn_isTheSameView() {
    PeakView view = new PeakView();
    LeaseBook book = new LeaseBook(new PeakView(), view);

    book.checkout("alice", 7).close();

    assertThat(book.heldPeaks()).isSameAs(view);
    assertThat(view.read("alice").peak()).isEqualTo(7);
  }
}
