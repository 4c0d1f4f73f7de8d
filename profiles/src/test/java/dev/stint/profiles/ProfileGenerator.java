package dev.stint.profiles;

import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

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

  private final Random random;
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
    if (random.nextBoolean()) {
      out.append("default:\n");
      limits("  ");
    }
    if (random.nextBoolean()) {
      out.append("principals:\n");
      List<String> names = new ArrayList<>(List.of(NAMES));
      Collections.shuffle(names, random);
      names.subList(0, 1 + random.nextInt(names.size())).forEach(this::principal);
    }
  }

  private void principal(String name) {
    out.append("  '").append(name).append("':\n");
    if (random.nextBoolean() && !name.equals("anonymous")) {
      String pattern = PATTERNS[random.nextInt(PATTERNS.length)];
      out.append("    match: {packages: ['").append(pattern).append("'], codeSources: a*}\n");
    }
    out.append("    limits:\n");
    limits("      ");
  }

  private void limits(String indent) {
    out.append(indent).append("networkProfile: net").append(random.nextInt(9)).append('\n');
    for (Resource resource : Resource.values()) {
      if (random.nextInt(3) == 0 && !resource.profileField().equals("-")) {
        out.append(indent).append(limit(resource)).append('\n');
      }
    }
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
