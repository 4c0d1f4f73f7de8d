package dev.stint.ledger.peak;

/**
 * The sums over the live leases of one principal, and the views that keep their peaks. Guarded by
 * itself; it is in the book while it has a lease.
 */
final class LiveFigures {
  private final LeaseBook book;
  private final String principal;
  private int leases;
  private long growthBytes;
  private long heldBytes;

  LiveFigures(LeaseBook book, String principal) {
    this.book = book;
    this.principal = principal;
  }

  String principal() {
    return principal;
  }

  void opened(long baselineBytes) {
    heldBytes = Math.addExact(heldBytes, baselineBytes);
    leases++;
    book.heldPeaks().record(principal, heldBytes);
  }

  void grew(long bytes) {
    heldBytes = Math.addExact(heldBytes, bytes);
    growthBytes += bytes; // at most held, which fitted
    book.heldPeaks().record(principal, heldBytes);
    book.growthPeaks().record(principal, growthBytes);
  }

  void closed(long growth, long held) {
    growthBytes -= growth;
    heldBytes -= held;
    leases--;
    if (leases == 0) {
      book.remove(this);
    }
  }

  int leases() {
    return leases;
  }

  long growthBytes() {
    return growthBytes;
  }

  long heldBytes() {
    return heldBytes;
  }
}
