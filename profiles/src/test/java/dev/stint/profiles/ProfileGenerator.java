package dev.stint.profiles;

import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes valid profiles at random, in other forms than the canonical one. */
final class ProfileGenerator {
  /** A profile with every form of a limit. */
  static final String SAMPLE =
      """
      # a sample
      schema: 1
      profileId: shop
      versionId: "3"
      epoch: 7
      launcherProfiles:
        none: {}
      system:
        socketLimit: 500
        frameGrantLimitPages: 64
      default:
        threadLimit: 20
        cpuBudgetUsPerWindow: 500m
        cpuWindowUs: 100000
      principals:
        alice:
          match:
            packages: [com.acme.alice.**]
            codeSources: ["**/alice-*.jar"]
            classLoaders: [com.acme.PluginLoader]
          limits:
            threadLimit: 4
            heapAllocatedBytesPerWindow: 10Mi/s
            netOutBytesPerWindow: {hard: 8Mi, window: 2s, burst: 1Mi, soft: 6Mi, overrun: deny}
            netInBytesPerWindow: {hard: 8Mi, overrun: delay, maxWait: 500ms}
            timerWaiterLimit: {hard: 64, soft: 48}
            fuelTotal: 1G
            launcherProfile: none
            x-note: kept by nobody
        bob:
          limits: {socketLimit: 3}
      """;

  private static final String[] WINDOWS = {"1s", "250ms", "2s", "1m", "90s", "1.5h", "1500us"};
  private static final String[] NAMES = {
    "alice", "bob", "_x", "-y", "a-b_C", "null", "7", "anonymous"
  };
  private static final String[] PATTERNS = {
    "com.acme.**", "**", "a\\\"b", "caf\u00e9/*", "\uD83D\uDE00"
  };

  private static final int NETWORKS = 3;

  private final Random random;

  /** What each network profile limits. */
  private final List<Set<Resource>> networks = new ArrayList<>();

  private final List<String> names = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  private ProfileGenerator(Random random) {
    this.random = random;
  }

  static String next(Random random) {
    ProfileGenerator generator = new ProfileGenerator(random);
    generator.document();
    return generator.out.toString();
  }

  private void document() {
    out.append("schema: 1\nprofileId: 'p.").append(random.nextInt(100)).append("'\n");
    if (random.nextBoolean()) {
      out.append("versionId: \"").append(random.nextInt(100)).append("\"\n");
      out.append("epoch: ").append(random.nextInt(100)).append('\n');
    }
    networks();
    launchers();
    if (random.nextBoolean()) {
      out.append("default:\n");
      limits("  ", EnumSet.noneOf(Resource.class));
    }
    if (random.nextBoolean()) {
      names.addAll(List.of(NAMES));
      Collections.shuffle(names, random);
      principals("", EnumSet.noneOf(Resource.class));
    }
  }

  private void networks() {
    out.append("networkProfiles:\n  none: {}\n");
    for (int i = 0; i < NETWORKS; i++) {
      Set<Resource> limited = EnumSet.noneOf(Resource.class);
      out.append("  net").append(i).append(":\n    x-note: 1\n");
      for (Resource resource : Resource.values()) {
        if (LimitField.isOfNetwork(resource.profileField()) && random.nextInt(3) == 0) {
          out.append("    ").append(limit(resource)).append('\n');
          limited.add(resource);
        }
      }
      networks.add(limited);
      if (random.nextBoolean()) {
        out.append("    allow: [10.0.0.0/8, 'Db.x:80', '::1', '[fe80::/10]:1']\n");
      }
      if (random.nextBoolean()) {
        int count = random.nextInt(5_000);
        out.append("    perPrefix: {connections: {ipv6/48: ").append(count);
        out.append(", 10.0.0.0/8: 3}, rates: {ipv4/24: {burst: ").append(count);
        out.append(", every: ").append(1 + random.nextInt(9_999)).append("us}}}\n");
      }
    }
  }

  private void launchers() {
    out.append("launcherProfiles:\n  none: {}\n  'some':\n    x-note: 1\n");
    if (random.nextBoolean()) {
      out.append("    commands: ['git', \"/usr/bin/**\"]\n    capsules: []\n");
    }
    if (random.nextBoolean()) {
      out.append("    processLimit: ").append(random.nextInt(99)).append("\n    depth: 3\n");
    }
  }

  /**
   * @param taken what ancestors limit: a child that limits it too may be above them
   */
  private void principals(String indent, Set<Resource> taken) {
    out.append(indent).append("principals:\n");
    for (int left = 1 + random.nextInt(3); left > 0 && !names.isEmpty(); left--) {
      principal(indent + "  ", names.remove(0), taken);
    }
  }

  private void principal(String indent, String name, Set<Resource> taken) {
    out.append(indent).append('\'').append(name).append("':\n");
    boolean anonymous = name.equals("anonymous");
    if (random.nextBoolean() && !anonymous) {
      String pattern = PATTERNS[random.nextInt(PATTERNS.length)];
      out.append(indent).append("  match: {packages: ['").append(pattern);
      out.append("'], codeSources: a*}\n");
    }
    out.append(indent).append("  limits:\n");
    Set<Resource> below = limits(indent + "    ", taken);
    boolean hasRoom = names.size() > 1 && !names.contains("anonymous");
    if (hasRoom && !anonymous && random.nextBoolean()) {
      principals(indent + "  ", below);
    }
  }

  /** Prints limits of what nobody above limits; the answer is what is limited from there on. */
  private Set<Resource> limits(String indent, Set<Resource> taken) {
    Set<Resource> all = EnumSet.noneOf(Resource.class);
    all.addAll(taken);
    out.append(indent).append("x-note: 1\n");
    int network = random.nextInt(NETWORKS);
    if (random.nextBoolean() && Collections.disjoint(taken, networks.get(network))) {
      out.append(indent).append("networkProfile: net").append(network).append('\n');
      all.addAll(networks.get(network));
    }
    if (random.nextBoolean()) {
      out.append(indent).append("launcherProfile: some\n");
    }
    for (Resource resource : Resource.values()) {
      boolean isFree = !taken.contains(resource) && !resource.profileField().equals("-");
      if (isFree && random.nextInt(3) == 0) {
        out.append(indent).append(setting(resource)).append('\n');
        all.add(resource);
      }
    }
    return all;
  }

  private String setting(Resource resource) {
    return random.nextInt(10) == 0 ? resource.profileField() + ": unlimited" : limit(resource);
  }

  private String limit(Resource resource) {
    boolean flow = resource.kind() == ResourceKind.FLOW;
    boolean total = flow && random.nextInt(3) == 0;
    String field = resource.profileField();
    String name = total ? field.replace("PerWindow", "Total") : field;
    boolean pages = resource == Resource.DIRECT_MEMORY;
    Unit unit = pages ? Unit.COUNT : resource.unit();
    long hard = Seeds.amount(random) >>> (pages ? 20 : 2);
    String amount = random.nextBoolean() ? Long.toString(hard) : Quantity.format(hard, unit);
    boolean windowed = flow && !total;
    if (windowed && random.nextInt(3) == 0) {
      return name + ": " + amount + "/" + window();
    }
    return random.nextBoolean()
        ? name + ": " + amount
        : name + ": {hard: " + amount + rest(hard, windowed) + "}";
  }

  private String rest(long hard, boolean windowed) {
    StringBuilder rest = new StringBuilder();
    if (random.nextBoolean()) {
      rest.append(", soft: ").append(hard / (1 + random.nextInt(9)));
    }
    if (windowed && random.nextBoolean()) {
      rest.append(", window: ").append(window()).append(", burst: ").append(random.nextInt(99));
    }
    if (random.nextBoolean()) {
      rest.append(", overrun: delay, maxWait: ").append(1 + random.nextInt(999)).append("us");
    }
    return rest.toString();
  }

  private String window() {
    return WINDOWS[random.nextInt(WINDOWS.length)];
  }
}
