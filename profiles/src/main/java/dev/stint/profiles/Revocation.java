package dev.stint.profiles;

/**
 * What the revocation of the older epochs of a profile did.
 *
 * @param below the oldest epoch that is still in force
 * @param scopes how many scopes were bound under an older one
 * @param limits how many of their ledgers admit nothing new now
 * @param auditSequence the audit record, which precedes it
 */
public record Revocation(
    String profileId, long below, int scopes, int limits, long auditSequence) {}
