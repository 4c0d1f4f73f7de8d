package dev.stint.matrix;

import dev.stint.ledger.Resource;
import dev.stint.profiles.ResourceProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a text claims. Two rules:
 *
 * <ul>
 *   <li>In a profile, a line with a field that neither agent nor sandbox enforces carries the
 *       comment {@code # not enforced yet}, and no other line does.
 *   <li>In prose, a paragraph or row of a table that names such a field or resource, as code or as
 *       the first cell of a row, says so: not enforced, not measured, or only counted.
 * </ul>
 */
final class Claims {
  static final String MARK = "# not enforced yet";

  private static final Pattern FIELD = Pattern.compile("^\\s*(\\w+):.*");
  private static final Pattern CODE = Pattern.compile("`([A-Za-z_.]+)`");
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
  private static final Set<String> SAID =
      Set.of("not enforced", "not measured", "only counted", "not counted");
  private static final Map<String, Boolean> ENFORCED = enforced();

  private Claims() {}

  /** Every name that a profile or a text may use, and whether anything enforces it. */
  private static Map<String, Boolean> enforced() {
    Enforcement build = Enforcement.OF_THE_BUILD;
    Map<String, Boolean> names = new HashMap<>();
    for (Resource resource : Resource.values()) {
      boolean enforced = build.enforced(resource);
      names.put(resource.label(), enforced);
      ProfileFields.of(resource).forEach(field -> names.put(field, enforced));
    }
    names.put("cpuWindowUs", build.enforced(Resource.CPU_TIME));
    names.put("logWindow", build.enforced(Resource.LOG_BYTES));
    names.put("networkProfile", does("networkProfile", "socketLimit"));
    names.put("launcherProfile", does("launcherProfile", "processLimit"));
    return names;
  }

  /** Whether naming a definition changes anything: its limits are those of the section, or read. */
  private static boolean does(String reference, String limit) {
    return ProfileFields.givesLimits(reference, limit) || isRead(reference);
  }

  /** Whether code outside the profiles themselves asks for it. */
  private static boolean isRead(String getter) {
    return Enforcement.OF_THE_BUILD
        .classes
        .get(ResourceProfile.class)
        .getMethod(getter)
        .getCallsOfSelf()
        .stream()
        .anyMatch(call -> !call.getOriginOwner().getPackageName().startsWith("dev.stint.profiles"));
  }

  static List<String> inProfile(String line, String place) {
    Matcher matcher = FIELD.matcher(line);
    Boolean enforced = matcher.matches() ? ENFORCED.get(matcher.group(1)) : null;
    boolean marked = line.contains(MARK);
    if (enforced == null || enforced != marked) {
      return List.of();
    }
    String field = matcher.group(1);
    return List.of(
        place + ": " + field + (enforced ? " is enforced, yet marked" : " lacks [" + MARK + "]"));
  }

  static List<String> inText(String text, String place) {
    List<String> wrong = new ArrayList<>();
    for (String part : FENCED.matcher(text).replaceAll("").split("\\n\\n|\\n(?=[|-])")) {
      if (SAID.stream().noneMatch(part::contains)) {
        for (String name : named(part)) {
          if (Boolean.FALSE.equals(ENFORCED.get(name))) {
            wrong.add(place + ": [" + name + "] without saying that it is not enforced: " + part);
          }
        }
      }
    }
    return wrong;
  }

  private static List<String> named(String part) {
    List<String> names = new ArrayList<>();
    CODE.matcher(part).results().forEach(found -> names.add(found.group(1)));
    if (part.startsWith("|")) {
      String first = part.substring(1, Math.max(1, part.indexOf('|', 1)));
      for (String term : first.split(",")) {
        names.add(term.strip());
      }
    }
    return names;
  }
}
