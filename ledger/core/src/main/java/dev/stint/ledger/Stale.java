package dev.stint.ledger;

/** The requester holds an older version of its profile or handle than the one that is in force. */
public final class Stale extends Denied implements BindVerdict {
  private final long have;
  private final long want;

  /**
   * @param requester the scope that asked
   * @param have the epoch or generation that the request named
   * @param want the one that is in force
   */
  public Stale(Scope requester, Resource resource, long requested, long have, long want) {
    this(requester, requester.ledger(resource), requested, have, want);
  }

  Stale(Scope requester, Ledger ledger, long requested, long have, long want) {
    super(DenialReason.STALE, requester, ledger, requested, 0, ledger.limit(), 0);
    this.have = have;
    this.want = want;
  }

  /**
   * The denial of a handle that is not the current one.
   *
   * @param requester the scope that asked through it
   */
  public static Stale of(Scope requester, Resource resource, long requested, long have, long want) {
    return new Stale(requester, requester.ledger(resource), requested, have, want);
  }

  /** The epoch or generation that the request named. */
  public long have() {
    return have;
  }

  /** The one that is in force. */
  public long want() {
    return want;
  }

  @Override
  String what() {
    return "stale version";
  }

  @Override
  String more() {
    return ", have [" + have + "], want [" + want + "]";
  }

  @Override
  public String code() {
    return "STINT-K003";
  }
}
