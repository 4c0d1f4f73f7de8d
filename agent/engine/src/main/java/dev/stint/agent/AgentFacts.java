package dev.stint.agent;

import dev.stint.agent.principal.Principals;
import dev.stint.agent.weave.GapWatch;
import dev.stint.agent.weave.GuestTransformer;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.site.Sites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The section {@code agent} of the snapshot: mode, JDK, how much code has a principal, gaps. */
final class AgentFacts implements Supplier<Object> {
  private final Options options;
  private final GuestTransformer guests;
  private final Principals principals;
  private final GapWatch gaps;

  AgentFacts(Options options, GuestTransformer guests, Principals principals, GapWatch gaps) {
    this.options = options;
    this.guests = guests;
    this.principals = principals;
    this.gaps = gaps;
  }

  @Override
  public Object get() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mode", options.mode().label());
    facts.put("jdk", Runtime.version().toString());
    facts.put("pid", ProcessHandle.current().pid());
    facts.put("profile", options.profile());
    facts.put("principals", principals.size());
    facts.put("guestClasses", guests.seen());
    facts.put("attributedClasses", guests.attributed());
    facts.put("attributionPercent", percent(guests.attributed(), guests.seen()));
    facts.put("unwovenClasses", guests.failed());
    facts.put("unwoven", new ArrayList<Object>(guests.failures()));
    facts.put("blindLoaders", new ArrayList<Object>(guests.blindLoaders()));
    facts.put("hookFaults", Sites.faults());
    facts.put("coverageGaps", new ArrayList<Object>(gaps.nativeTransports()));
    facts.put("overheadPrincipal", PrincipalName.STINT);
    return facts;
  }

  private static long percent(long part, long whole) {
    return whole == 0 ? 100 : part * 100 / whole;
  }
}
