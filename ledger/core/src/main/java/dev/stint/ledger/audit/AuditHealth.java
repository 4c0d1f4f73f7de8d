package dev.stint.ledger.audit;

/**
 * What became of every record since the audit was opened, at one instant. Always, {@code emitted =
 * queued + recorded + spilled + shed + refused}.
 *
 * @param emitted records that callers wanted to append
 * @param queued accepted, but in memory only
 * @param recorded safe in a segment
 * @param spilled safe in the spill file and not yet in a segment
 * @param shed of kinds that are not mandatory, counted instead of kept
 * @param refused mandatory, and refused to the caller
 * @param emergencies how often the emergency mode was entered
 * @param reason why the mode is not normal, or empty
 */
public record AuditHealth(
    AuditMode mode,
    long emitted,
    long queued,
    long recorded,
    long spilled,
    long shed,
    long refused,
    long emergencies,
    String reason) {}
