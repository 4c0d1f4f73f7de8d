package dev.stint.ledger.donation;

import dev.stint.ledger.SnapshotSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section {@code donations} of a snapshot: the figures by donor and receiver, and the oldest
 * donations that live, at most {@value #LISTED} of each.
 */
public final class DonationSection implements SnapshotSection {
  static final int LISTED = 100;

  private final Donations donations;

  public DonationSection(Donations donations) {
    this.donations = donations;
  }

  @Override
  public String name() {
    return "donations";
  }

  @Override
  public Object content() {
    List<Object> figures = new ArrayList<>();
    for (DonationFigures each : donations.figures()) {
      if (figures.size() < LISTED) {
        figures.add(map(each));
      }
    }
    List<Object> live = new ArrayList<>();
    for (DonationView each : donations.live(LISTED)) {
      live.add(map(each));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("live", donations.liveCount());
    content.put("refused", donations.refused());
    content.put("figures", figures);
    content.put("oldest", live);
    return content;
  }

  private static Map<String, Object> map(DonationFigures figures) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(figures.outgoing() ? "donor" : "receiver", figures.path());
    map.put("resource", figures.resource());
    map.put("donated", figures.donated());
    map.put("spent", figures.spent());
    map.put("returned", figures.returned());
    map.put("outstanding", figures.outstanding());
    return map;
  }

  private static Map<String, Object> map(DonationView view) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", view.id());
    map.put("of", view.parentId());
    map.put("call", view.callId());
    map.put("donor", view.donorPath());
    map.put("receiver", view.receiverPath());
    map.put("resource", view.resource().label());
    map.put("amount", view.amount());
    map.put("spent", view.spent());
    map.put("outstanding", view.outstanding());
    map.put("ageMillis", view.ageNanos() / 1_000_000);
    map.put("leftMillis", view.leftNanos() / 1_000_000);
    map.put("expiresAtEpochMillis", view.expiresAtEpochMillis());
    return map;
  }
}
