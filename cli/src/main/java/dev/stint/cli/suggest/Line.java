package dev.stint.cli.suggest;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;

/**
 * One limit with its evidence.
 *
 * @param limit null when there is nothing to suggest, or when the base asks for no limit
 * @param inForce whether it stands as a limit or only as a comment
 */
record Line(Resource resource, @Nullable Limit limit, boolean inForce, String evidence) {
  String text() {
    if (limit == null && inForce) {
      return resource.profileField() + ": unlimited  # " + evidence;
    }
    if (limit == null) {
      return "# " + resource.label() + ": " + evidence;
    }
    String field =
        ProfilePrinter.field(resource, limit) + ": " + ProfilePrinter.value(resource, limit);
    return (inForce ? "" : "# ") + field + "  # " + evidence;
  }
}
