package dev.stint.agent.principal;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.Bound;
import java.util.Map;

/**
 * What applying a profile did to one scope.
 *
 * @param before the limits of the scope itself until then
 */
public record Applied(Map<Resource, Limit> before, Bound bound) {}
