package dev.stint.sandbox.run;

import dev.stint.ledger.Ledgers;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/**
 * Runs one capsule and ends with its status.
 *
 * <p>Arguments: {@code [--set KEY=VALUE]... -- MODULE [ARGUMENT]...} with the keys {@code fuel},
 * {@code maxMemory}, {@code timeoutMillis}, {@code principal}, {@code profile}, {@code engine},
 * {@code deterministic}, {@code quiet}, {@code invoke}, {@code result}, {@code jfr}, and, any
 * number of times, {@code dir=HOST::GUEST} and {@code env=NAME=VALUE}.
 *
 * <p>Exit status: the guest's own; 2 wrong arguments; 65 module not admitted; 66 file missing; 70
 * host failed; 75 denied by a limit or the deadline; 78 profile; 134 guest trapped.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintStream stderr =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int status;
    // A channel, because a read that waits for the terminal must end when the deadline passes.
    try (FileInputStream stdin = new FileInputStream(FileDescriptor.in)) {
      RunCommand command =
          new RunCommand(
              Ledgers.jvm(),
              Channels.newInputStream(stdin.getChannel()),
              new FileOutputStream(FileDescriptor.out),
              stderr);
      status = command.run(args);
    } catch (Exception | Error e) {
      stderr.println("stint run: host failed: cause [" + e + "] (STINT-H008)");
      status = ExitStatus.HOST_FAILED;
    }
    // A guest that did not react to its end must not keep the program alive.
    Runtime.getRuntime().halt(end(stderr, status));
  }

  private static int end(PrintStream stderr, int status) {
    stderr.flush();
    return status;
  }
}
