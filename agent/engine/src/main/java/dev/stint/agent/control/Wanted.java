package dev.stint.agent.control;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;

/**
 * One limit that somebody wants.
 *
 * @param limit null to inherit
 */
record Wanted(String field, Resource resource, @Nullable Limit limit) {}
