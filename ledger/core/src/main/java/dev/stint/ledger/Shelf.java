package dev.stint.ledger;

/**
 * The ledgers that exist in one scope, in the order of their codes. Immutable: a new ledger makes a
 * new shelf. Most scopes use a handful of the catalogue, so a place for each resource would cost
 * more than all else of an idle principal.
 */
final class Shelf {
  static final Shelf EMPTY = new Shelf(0, new Ledger[0]);

  /** Bit {@code code} says whether there is one; the catalogue has fewer than 64 codes. */
  private final long present;

  private final Ledger[] packed;

  private Shelf(long present, Ledger[] packed) {
    this.present = present;
    this.packed = packed;
  }

  /** The ledger of that code, or null. No allocation; a count of bits and a load. */
  @Nullable
  Ledger get(int code) {
    long bit = 1L << code;
    return (present & bit) == 0 ? null : packed[Long.bitCount(present & (bit - 1))];
  }

  /** This shelf with one ledger more, whose code has none yet. */
  Shelf with(int code, Ledger ledger) {
    int at = Long.bitCount(present & ((1L << code) - 1));
    Ledger[] more = new Ledger[packed.length + 1];
    System.arraycopy(packed, 0, more, 0, at);
    more[at] = ledger;
    System.arraycopy(packed, at, more, at + 1, packed.length - at);
    return new Shelf(present | 1L << code, more);
  }

  /** All of them, lowest code first; not to be changed. */
  Ledger[] all() {
    return packed;
  }
}
