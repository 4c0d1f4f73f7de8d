package dev.stint.ledger;

/**
 * One audited event.
 *
 * @param epochMillis wall-clock time of the append
 * @param hash SHA-256 over every other field and the hash before it, in hexadecimal
 */
public record AuditRecord(
    long sequence,
    long epochMillis,
    AuditKind kind,
    String scopePath,
    String subject,
    String detail,
    String hash) {}
