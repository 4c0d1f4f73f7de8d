package dev.stint.sandbox.run;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.meter.Bound;
import dev.stint.profiles.BindRequest;
import dev.stint.profiles.Broker;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.ProfileSource;
import dev.stint.sandbox.CapsuleRun;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.GuestValue;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.spi.EngineFailure;
import dev.stint.sandbox.wasi.Preopen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@link Main} does, with streams and a graph that a test can give. */
final class RunCommand {
  private static final String DEFAULT_PROFILE = "guest";

  private final Ledgers ledgers;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final PrintStream stderr;

  RunCommand(Ledgers ledgers, InputStream stdin, OutputStream stdout, PrintStream stderr) {
    this.ledgers = ledgers;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  int run(String... args) {
    try {
      return run(RunOptions.parse(args));
    } catch (RunFailure e) {
      say(String.valueOf(e.getMessage()));
      return e.status();
    }
  }

  private void say(String line) {
    stderr.println("stint run: " + line);
  }

  private int run(RunOptions options) throws RunFailure {
    CapsuleRun run = capsule(options, bind(options), read(options.module));
    FlightRecording recording = record(options.recording);
    try (Capsules capsules = Capsules.open(options.engine)) {
      RunResult result = capsules.run(run);
      recording.finish();
      int status = report(result, options, capsules.engineState());
      stdout.flush();
      return status;
    } catch (EngineFailure e) {
      throw new RunFailure(ExitStatus.HOST_FAILED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw hostFailed(e);
    }
  }

  private FlightRecording record(@Nullable Path file) throws RunFailure {
    try {
      return FlightRecording.start(file, ledgers);
    } catch (IOException e) {
      throw hostFailed(e);
    }
  }

  private static RunFailure hostFailed(IOException e) {
    return new RunFailure(ExitStatus.HOST_FAILED, "STINT-H008", "host failed: cause [" + e + "]");
  }

  /** A profile that is named bounds the run; without one, what the options say goes first. */
  private Scope bind(RunOptions options) throws RunFailure {
    String profile = options.profile;
    try {
      ProfileDocument document =
          ProfileSource.resolve(profile == null ? DEFAULT_PROFILE : profile, Strictness.STRICT);
      Broker broker = new Broker(ledgers, "stint run");
      Scope principal = bind(broker, document, options.principal);
      if (profile == null) {
        preferOptions(principal, options.limits);
      }
      return principal;
    } catch (ProfileException e) {
      throw new RunFailure(ExitStatus.PROFILE, String.valueOf(e.getMessage()));
    }
  }

  /** A principal that is nested in others is charged below them: their limits apply too. */
  private Scope bind(Broker broker, ProfileDocument document, String name) throws ProfileException {
    List<BindRequest> requests = new ArrayList<>();
    requests.add(BindRequest.of(ledgers.system(), document.system()));
    for (PrincipalRule above : document.ancestors(name)) {
      requests.add(BindRequest.of(document.scope(ledgers, above.principal()), above.profile()));
    }
    Scope principal = document.scope(ledgers, name);
    requests.add(BindRequest.of(principal, document.forPrincipal(name)));
    broker.bindAll(requests);
    return principal;
  }

  /** Where the caller gives a limit, the default of the stock profile does not stand in its way. */
  private void preferOptions(Scope principal, RunLimits limits) {
    Binder binder = ledgers.binder("stint run, options");
    if (limits.fuel() != RunLimits.NONE) {
      binder.bind(principal, Resource.FUEL, null);
    }
    if (limits.memoryBytes() != RunLimits.NONE) {
      binder.bind(principal, Resource.LINEAR_MEMORY, null);
      binder.bind(principal, Resource.LINEAR_RESERVED, null);
    }
  }

  private static byte[] read(Path module) throws RunFailure {
    int bound = (int) Bound.MODULE_BYTES.defaultAmount();
    try (InputStream in = Files.newInputStream(module)) {
      // One byte more than is admitted is enough for the meter to refuse it.
      return in.readNBytes(bound + 1);
    } catch (IOException e) {
      String reason = Files.exists(module) ? "cannot be read" : "does not exist";
      throw new RunFailure(
          ExitStatus.NO_FILE,
          "STINT-H014",
          "no module: file [" + shown(module) + "], reason [" + reason + "]");
    }
  }

  private static String shown(Path path) {
    return path.toString().replaceAll("\\p{Cntrl}", "?");
  }

  private CapsuleRun capsule(RunOptions options, Scope principal, byte[] module) throws RunFailure {
    Path file = options.module.getFileName();
    String name = file == null ? "module" : file.toString();
    CapsuleRun.Builder run =
        CapsuleRun.of(name, module, principal)
            .stdin(stdin)
            .stdout(stdout)
            .stderr(stderr)
            .limits(options.limits)
            .deterministic(options.deterministic);
    options.environment.forEach(run::environment);
    for (Preopen preopen : options.preopens) {
      run.preopen(checked(preopen));
    }
    String invoke = options.invoke;
    if (invoke == null) {
      run.arguments(options.arguments);
    } else {
      run.invoke(invoke, options.arguments);
    }
    return run.build();
  }

  private static Preopen checked(Preopen preopen) throws RunFailure {
    if (!Files.isDirectory(preopen.host())) {
      throw new RunFailure(
          ExitStatus.NO_FILE,
          "STINT-H014",
          "no directory: file [" + shown(preopen.host()) + "], reason [does not exist]");
    }
    return preopen;
  }

  private int report(RunResult result, RunOptions options, String engineState) throws IOException {
    RunOutcome outcome = result.outcome();
    if (outcome instanceof RunOutcome.Returned returned) {
      for (GuestValue value : returned.values()) {
        stdout.write((value.text() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!outcome.message().isEmpty()) {
      say(outcome.message());
    }
    boolean began =
        !(outcome instanceof RunOutcome.Refused || outcome instanceof RunOutcome.WrongCall);
    if (began && !options.quiet) {
      stderr.println(UsageText.line(result.usage(), engineState));
    }
    int status = ExitStatus.of(outcome);
    if (options.result != null) {
      ResultFile.write(options.result, result, status, engineState);
    }
    return status;
  }
}
