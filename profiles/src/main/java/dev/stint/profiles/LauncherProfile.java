package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import java.util.List;

/**
 * What the code of a section may start, by name below {@code launcherProfiles:}. Immutable.
 *
 * <p>It is read, checked and printed; nothing enforces it yet.
 */
public final class LauncherProfile {
  /** The deepest tree of children that can be asked for. */
  static final int DEEPEST = 64;

  private final String name;
  private final @Nullable List<String> commands;
  private final @Nullable List<String> capsules;
  private final @Nullable Limit processLimit;
  private final @Nullable Integer depth;

  LauncherProfile(
      String name,
      @Nullable List<String> commands,
      @Nullable List<String> capsules,
      @Nullable Limit processLimit,
      @Nullable Integer depth) {
    this.name = name;
    this.commands = commands == null ? null : List.copyOf(commands);
    this.capsules = capsules == null ? null : List.copyOf(capsules);
    this.processLimit = processLimit;
    this.depth = depth;
  }

  LauncherProfile over(LauncherProfile base) {
    return new LauncherProfile(
        name,
        commands == null ? base.commands : commands,
        capsules == null ? base.capsules : capsules,
        processLimit == null ? base.processLimit : processLimit,
        depth == null ? base.depth : depth);
  }

  public String name() {
    return name;
  }

  /** Patterns of the programs that may be started; none when it says nothing. */
  public List<String> commands() {
    return commands == null ? List.of() : commands;
  }

  /** Patterns of the names of capsules that may be started; none when it says nothing. */
  public List<String> capsules() {
    return capsules == null ? List.of() : capsules;
  }

  /** How many may run at a time, or null. */
  public @Nullable Limit processLimit() {
    return processLimit;
  }

  /** How deep what it starts may start others, 0 for not at all, or null. */
  public @Nullable Integer depth() {
    return depth;
  }

  /** Null where it says nothing, which differs from an empty list in what it inherits. */
  @Nullable
  List<String> writtenCommands() {
    return commands;
  }

  @Nullable
  List<String> writtenCapsules() {
    return capsules;
  }

  @Override
  public String toString() {
    return "launcher profile " + name;
  }
}
