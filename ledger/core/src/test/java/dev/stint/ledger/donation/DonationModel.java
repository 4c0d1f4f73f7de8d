package dev.stint.ledger.donation;

import java.util.ArrayList;
import java.util.List;

/** What a donation is, in plain numbers: it counts each accepted spend and nothing else. */
final class DonationModel {
  final DonationModel parent;
  final int donor;
  final boolean stock;
  final long amount;
  final long deadline;
  final List<DonationModel> parts = new ArrayList<>();
  int receiver;
  int generation;

  /** Spends through this donation itself that were not given back. */
  long burnt;

  /** What settled parts have spent and nobody gave back. */
  long burntBelow;

  boolean live = true;
  boolean donorOpen = true;

  /** Once settled: what of it is charged to the donor by its own ledger. */
  long charged;

  DonationModel(
      DonationModel parent, int donor, int receiver, boolean stock, long amount, long deadline) {
    this.parent = parent;
    this.donor = donor;
    this.receiver = receiver;
    this.stock = stock;
    this.amount = amount;
    this.deadline = deadline;
  }

  int depth() {
    return parent == null ? 1 : parent.depth() + 1;
  }

  /** What can be spent here now. */
  long free() {
    if (!live) {
      return 0;
    }
    long lent = 0;
    for (DonationModel part : parts) {
      lent += part.live ? part.amount : 0;
    }
    return amount - burnt - burntBelow - lent;
  }

  /** All that is spent of it. */
  long spent() {
    long sum = burnt + burntBelow;
    for (DonationModel part : parts) {
      sum += part.live ? part.spent() : 0;
    }
    return sum;
  }

  void settle() {
    if (!live) {
      return;
    }
    for (DonationModel part : parts) {
      part.settle();
    }
    live = false;
    if (parent != null) {
      parent.burntBelow += spent();
    } else {
      charged = donorOpen ? spent() : 0;
    }
  }

  /** Something held comes back. */
  void back(long given) {
    burnt -= given;
    DonationModel at = this;
    while (!at.live && at.parent != null) {
      at = at.parent;
      at.burntBelow -= given;
    }
    if (!at.live && at.spent() == 0) {
      at.charged = 0;
    }
  }

  DonationModel root() {
    return parent == null ? this : parent.root();
  }
}
