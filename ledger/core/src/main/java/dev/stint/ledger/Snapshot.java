package dev.stint.ledger;

import java.util.List;
import java.util.Map;

/**
 * What the ledgers held at about one moment, and what other parts have to say of themselves. The
 * numbers of different ledgers may be a moment apart.
 *
 * @param epochMillis wall-clock time
 * @param scopes every open scope, a parent before its children
 * @param auditHead the newest point of the audit chain
 * @param faults counters that went below zero: 0 unless the kernel is wrong
 * @param sections named parts (hooks, pools, gates, engine state), each a tree of {@code Map},
 *     {@code List}, {@code String}, {@code Number} and {@code Boolean}
 */
public record Snapshot(
    long epochMillis,
    List<ScopeView> scopes,
    AuditHead auditHead,
    long faults,
    Map<String, Object> sections) {

  /**
   * One scope.
   *
   * @param principal who pays there
   * @param ledgers those that were ever used or limited
   */
  public record ScopeView(
      String path, ScopeKind kind, String name, String principal, List<LedgerView> ledgers) {}

  /**
   * One ledger; amounts in the unit of the resource.
   *
   * @param used what is held, or spent in the window
   * @param reserved the part of it that is not committed
   * @param total everything ever charged
   * @param debt what lies above hard after post-paid charges or a lowered limit
   * @param hard the limit of this ledger itself, null where it inherits
   * @param soft the warning threshold, null for none
   * @param windowNanos the length of the window, 0 for none
   * @param admission how the limit admits, null without one
   * @param origin where the limit was configured
   */
  public record LedgerView(
      Resource resource,
      long used,
      long reserved,
      long total,
      long peak,
      long debt,
      long denied,
      long wouldDeny,
      long stallNanos,
      @Nullable Long hard,
      @Nullable Long soft,
      long windowNanos,
      @Nullable Admission admission,
      String origin) {}
}
