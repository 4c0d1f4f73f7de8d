package dev.stint.cli.suggest;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;

/**
 * One limit with its evidence.
 *
 * @param limit null when there is nothing to suggest
 * @param inForce whether it stands as a limit or only as a comment
 */
record Line(Resource resource, @Nullable Limit limit, boolean inForce, String evidence) {
  String text() {
    if (limit == null) {
      return "# " + resource.label() + ": " + evidence;
    }
    String field = field(resource, limit) + ": " + ProfilePrinter.value(resource, limit);
    return (inForce ? "" : "# ") + field + "  # " + evidence;
  }

  private static String field(Resource resource, Limit limit) {
    String name = resource.profileField();
    return limit.windowNanos() > 0 ? name : name.replace("PerWindow", "Total");
  }
}
