package dev.stint.ledger;

import dev.stint.ledger.peak.PeakView;

/** What must not exist: a gate that asks the peak view. The architecture test finds it. */
public final class PeakGate {
  private PeakGate() {}

  static boolean admits(PeakView view, String principal, long size) {
    return view.read(principal).peak() >= size;
  }
}
