package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/**
 * What a change of one limit in a running graph did. The next binding of a profile to the scope by
 * the same broker replaces the change, and says so.
 *
 * @param before the limit that was in force, or null when the scope inherited
 * @param after the limit that is in force now, or null when the scope inherits; not the one that
 *     was wanted where another broker's is tighter
 * @param overcommitted what the scope holds above it: nothing is revoked, growth is denied until it
 *     fits; in the unit of the resource
 * @param reclaimable what holders that offered it were asked to give back of that
 * @param nowAbove the limits below this scope that promise more than it admits now; they stay
 * @param auditSequence the audit record of the change, which precedes it
 */
public record Change(
    Scope scope,
    Resource resource,
    @Nullable Limit before,
    @Nullable Limit after,
    long overcommitted,
    long reclaimable,
    LooserBelow nowAbove,
    long auditSequence) {}
