package dev.stint.ledger;

/**
 * The newest point of an audit chain. It is published, because a chain alone does not show that its
 * tail was cut.
 *
 * @param sequence the number of records ever appended
 * @param hash the SHA-256 of the last record and all before it, in hexadecimal
 */
public record AuditHead(long sequence, String hash) {}
