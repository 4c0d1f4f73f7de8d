package dev.stint.sandbox.wasi;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of a guest gets. A new builder gives nothing: no arguments, no environment, an empty
 * input, outputs that discard, no directory. Clock and random source are the platform's.
 *
 * <p>Immutable itself; clock, random source and streams have state, so a configuration that names a
 * virtual clock, a seeded source or an input is for one run. The streams stay open; a guest's read
 * blocks as long as the input stream does, and only as the stream's own reads can be interrupted.
 */
public final class WasiConfig {
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final List<Preopen> preopens;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final OutputStream stderr;
  private final boolean terminal;
  private final WasiClock clock;
  private final RandomSource random;
  private final HostCallGuard guard;
  private final int descriptorLimit;

  private WasiConfig(Builder builder) {
    arguments = List.copyOf(builder.arguments);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(builder.environment));
    preopens = List.copyOf(builder.preopens);
    stdin = builder.stdin;
    stdout = builder.stdout;
    stderr = builder.stderr;
    terminal = builder.terminal;
    clock = builder.clock;
    random = builder.random;
    guard = builder.guard;
    descriptorLimit = builder.descriptorLimit;
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<String> arguments() {
    return arguments;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public List<Preopen> preopens() {
    return preopens;
  }

  public InputStream stdin() {
    return stdin;
  }

  public OutputStream stdout() {
    return stdout;
  }

  public OutputStream stderr() {
    return stderr;
  }

  public boolean terminal() {
    return terminal;
  }

  public WasiClock clock() {
    return clock;
  }

  public RandomSource random() {
    return random;
  }

  public HostCallGuard guard() {
    return guard;
  }

  public int descriptorLimit() {
    return descriptorLimit;
  }

  /** Collects a configuration. Mutable, one thread. */
  public static final class Builder {
    /** How many descriptors a guest may have open, the three streams included. */
    public static final int DEFAULT_DESCRIPTORS = 256;

    private static final int STREAMS = 3;

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Preopen> preopens = new ArrayList<>();
    private InputStream stdin = InputStream.nullInputStream();
    private OutputStream stdout = OutputStream.nullOutputStream();
    private OutputStream stderr = OutputStream.nullOutputStream();
    private boolean terminal;
    private WasiClock clock = WasiClock.system();
    private RandomSource random = RandomSource.secure();
    private HostCallGuard guard = HostCallGuard.none();
    private int descriptorLimit = DEFAULT_DESCRIPTORS;

    private Builder() {}

    /** The first argument is the name of the program. */
    public Builder arguments(List<String> texts) {
      for (String text : texts) {
        requireText("argument", text);
      }
      arguments.addAll(texts);
      return this;
    }

    /** Variables are given to the guest in the order in which they are added. */
    public Builder environment(String name, String value) {
      requireText("variable", name);
      requireText("value of variable", value);
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw new IllegalArgumentException(
            "variable needs a name without [=]: [" + name + "] (STINT-W002)");
      }
      environment.put(name, value);
      return this;
    }

    public Builder preopen(Path host, String guest) {
      preopens.add(new Preopen(host, guest, false));
      return this;
    }

    public Builder preopenReadOnly(Path host, String guest) {
      preopens.add(new Preopen(host, guest, true));
      return this;
    }

    public Builder stdin(InputStream stream) {
      stdin = stream;
      return this;
    }

    public Builder stdout(OutputStream stream) {
      stdout = stream;
      return this;
    }

    public Builder stderr(OutputStream stream) {
      stderr = stream;
      return this;
    }

    /** Whether the guest is told that its streams are a terminal; without this they are pipes. */
    public Builder terminal(boolean isTerminal) {
      terminal = isTerminal;
      return this;
    }

    public Builder clock(WasiClock source) {
      clock = source;
      return this;
    }

    public Builder random(RandomSource source) {
      random = source;
      return this;
    }

    public Builder guard(HostCallGuard hostCallGuard) {
      guard = hostCallGuard;
      return this;
    }

    /**
     * The descriptors that the guest may have open, streams and preopened directories included. On
     * the host a file costs one descriptor, a directory two, a preopened directory four, and a call
     * with a path up to 130 until it returns.
     */
    public Builder descriptorLimit(int count) {
      descriptorLimit = count;
      return this;
    }

    public WasiConfig build() {
      int needed = STREAMS + preopens.size();
      if (descriptorLimit < needed) {
        throw new IllegalArgumentException(
            "descriptor limit is below what the run starts with: limit ["
                + descriptorLimit
                + "], needed ["
                + needed
                + "] (STINT-W002)");
      }
      return new WasiConfig(this);
    }

    private static void requireText(String what, String text) {
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            what + " has a zero byte: length [" + text.length() + "] (STINT-W002)");
      }
    }
  }
}
