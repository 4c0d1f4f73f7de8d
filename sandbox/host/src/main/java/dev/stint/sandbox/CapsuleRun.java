package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.wasi.Preopen;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a capsule: the module, what it gets, who pays, and its own limits. Without more it
 * gets nothing: no arguments, environment, directories, an empty input, outputs that discard.
 */
public final class CapsuleRun {
  private final String name;
  private final byte[] module;
  private final Scope principal;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final List<Preopen> preopens;
  private final List<HostFunction> functions;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final OutputStream stderr;
  private final @Nullable String invoke;
  private final List<String> invokeArguments;
  private final @Nullable GuestCalls calls;
  private final RunLimits limits;
  private final boolean deterministic;

  private CapsuleRun(Builder builder) {
    name = builder.name;
    module = builder.module;
    principal = builder.principal;
    arguments = List.copyOf(builder.arguments);
    environment = new LinkedHashMap<>(builder.environment);
    preopens = List.copyOf(builder.preopens);
    functions = List.copyOf(builder.functions);
    stdin = builder.stdin;
    stdout = builder.stdout;
    stderr = builder.stderr;
    invoke = builder.invoke;
    invokeArguments = List.copyOf(builder.invokeArguments);
    calls = builder.calls;
    limits = builder.limits;
    deterministic = builder.deterministic;
  }

  /**
   * Begins a run.
   *
   * @param name for messages and events; also the guest's {@code argv[0]}
   * @param module the original binary; it is not copied, do not write to it
   * @param principal the scope that pays
   */
  public static Builder of(String name, byte[] module, Scope principal) {
    return new Builder(name, module, principal);
  }

  public String name() {
    return name;
  }

  byte[] module() {
    return module;
  }

  public Scope principal() {
    return principal;
  }

  List<String> arguments() {
    return arguments;
  }

  Map<String, String> environment() {
    return environment;
  }

  List<Preopen> preopens() {
    return preopens;
  }

  List<HostFunction> functions() {
    return functions;
  }

  InputStream stdin() {
    return stdin;
  }

  OutputStream stdout() {
    return stdout;
  }

  OutputStream stderr() {
    return stderr;
  }

  @Nullable
  String invoke() {
    return invoke;
  }

  List<String> invokeArguments() {
    return invokeArguments;
  }

  @Nullable
  GuestCalls calls() {
    return calls;
  }

  public RunLimits limits() {
    return limits;
  }

  public boolean deterministic() {
    return deterministic;
  }

  /** Collects a run. Mutable, one thread. */
  public static final class Builder {
    private final String name;
    private final byte[] module;
    private final Scope principal;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Preopen> preopens = new ArrayList<>();
    private final List<HostFunction> functions = new ArrayList<>();
    private InputStream stdin = InputStream.nullInputStream();
    private OutputStream stdout = OutputStream.nullOutputStream();
    private OutputStream stderr = OutputStream.nullOutputStream();
    private @Nullable String invoke;
    private List<String> invokeArguments = List.of();
    private @Nullable GuestCalls calls;
    private RunLimits limits = RunLimits.inherit();
    private boolean deterministic;

    private Builder(String name, byte[] module, Scope principal) {
      this.name = name;
      this.module = module;
      this.principal = principal;
    }

    /** What follows the name in the guest's arguments. */
    public Builder arguments(List<String> texts) {
      arguments.addAll(texts);
      return this;
    }

    public Builder environment(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    public Builder preopen(Preopen directory) {
      preopens.add(directory);
      return this;
    }

    /** A function that the guest may import, beside WASI; its calls are counted. */
    public Builder function(HostFunction function) {
      functions.add(function);
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

    /** Calls this export instead of {@code _start}; the texts are read by its type. */
    public Builder invoke(String export, List<String> texts) {
      invoke = export;
      invokeArguments = texts;
      return this;
    }

    /** Calls a library's exports as the host wants, after its {@code _initialize}. */
    public Builder calls(GuestCalls guestCalls) {
      calls = guestCalls;
      return this;
    }

    public Builder limits(RunLimits runLimits) {
      limits = runLimits;
      return this;
    }

    /** A virtual clock and seeded random numbers: the same run is the same to the bit. */
    public Builder deterministic(boolean on) {
      deterministic = on;
      return this;
    }

    public CapsuleRun build() {
      return new CapsuleRun(this);
    }
  }
}
