package dev.stint.agent.weave;

import static dev.stint.agent.weave.Arg.TOKEN;

import java.util.ArrayList;
import java.util.List;

/**
 * The hooked methods of the JDK, by feature release. Read and run on 17 and 25; on releases between
 * them the self-test says what is armed.
 */
final class HookTable {
  private static final int LATEST = 99;
  static final String SITE = "dev/stint/ledger/site/";

  private final List<HookPoint> points = new ArrayList<>();

  private HookTable() {
    ThreadHooks.add(this);
    SocketHooks.add(this);
    TimerHooks.add(this);
    TaskHooks.add(this);
  }

  /** The points of that release. */
  static List<HookPoint> forRelease(int feature) {
    List<HookPoint> chosen = new ArrayList<>();
    for (HookPoint point : new HookTable().points) {
      if (point.isFor(feature)) {
        chosen.add(point);
      }
    }
    return chosen;
  }

  /** Calls a site at the start; {@code TaskSites.ended} gets its token on both ways out. */
  static Weave scoped(String site, Arg... args) {
    return new Around()
        .token(site, args)
        .returned("TaskSites.ended", TOKEN)
        .thrown("TaskSites.ended", TOKEN);
  }

  void add(String hook, String type, String method, String descriptor, Weave weave) {
    points.add(new HookPoint(hook, type, method, descriptor, 0, LATEST, weave));
  }

  void since(int from, String hook, String type, String method, String descriptor, Weave weave) {
    points.add(new HookPoint(hook, type, method, descriptor, from, LATEST, weave));
  }

  void until(int to, String hook, String type, String method, String descriptor, Weave weave) {
    points.add(new HookPoint(hook, type, method, descriptor, 0, to, weave));
  }
}
