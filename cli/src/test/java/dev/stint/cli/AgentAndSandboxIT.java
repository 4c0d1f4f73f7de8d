package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./stint} with the built agent and the built sandbox. */
class AgentAndSandboxIT {
  private static final Path ROOT = Started.LAUNCHER.getParent();
  private static final Path GUESTS = ROOT.resolve("capsules/guests/target/classes/capsules");

  @TempDir Path folder;

  @Test
  void capsule_runsWithinItsBudget_andItsRecordingIsReported() throws Exception {
    String recording = folder.resolve("run.jfr").toString();

    Started hello = Started.stint("run", "--quiet", guest("hello.wasm"));
    Started spin = Started.stint("run", "-q", "--fuel=1M", "--jfr", recording, guest("spin.wasm"));
    Started report = Started.stint("report", "--fail-on-denial", recording);

    assertThat(hello.out()).isEqualTo("hello\n");
    assertThat(hello.status()).isZero();
    assertThat(spin.err())
        .contains("exceeded limit: principal [default] fuel")
        .endsWith("(STINT-L004)\n");
    assertThat(spin.status()).isEqualTo(75);
    assertThat(report.out()).contains("denied=1");
    assertThat(report.status()).isEqualTo(1);
  }

  @Test
  void guestStatus_isPassedOn() throws Exception {
    Started exit = Started.stint("run", "--engine=chicory", "--quiet", guest("exit3.wasm"));

    assertThat(exit.err()).isEmpty();
    assertThat(exit.status()).isEqualTo(3);
  }

  @Test
  void endOfTheCommand_isTheEndOfTheSandbox() throws Exception {
    Process stint =
        new ProcessBuilder(
                Started.LAUNCHER.toString(),
                "run",
                "--engine=chicory",
                "--timeout=60s",
                "--fuel=900G",
                "--profile=" + unlimited(),
                guest("spin.wasm"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      ProcessHandle sandbox = sandboxOf(stint);

      stint.destroy();

      assertThat(stint.waitFor(20, TimeUnit.SECONDS)).isTrue();
      sandbox.onExit().get(20, TimeUnit.SECONDS);
      assertThat(sandbox.isAlive()).isFalse();
    } finally {
      stint.destroyForcibly();
    }
  }

  @Test
  void status_ofAJvmWithTheAgent_showsItsPrincipals() throws Exception {
    Process application =
        new ProcessBuilder(
                Jdk.running().java().toString(),
                "-javaagent:" + ROOT.resolve("agent/dist/target/stint-agent.jar"),
                "-cp",
                Path.of("target/test-classes").toString(),
                WaitingProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(application.inputReader().readLine()).isEqualTo("ready");

      Started status = Started.stint("status", Long.toString(application.pid()));

      assertThat(status.err()).isEmpty();
      assertThat(status.out()).startsWith("PRINCIPAL").contains("threads").contains("agent: ");
      assertThat(status.status()).isZero();
    } finally {
      application.destroyForcibly();
    }
  }

  @Test
  void doctor_examinesBothJdksAndBothEngines() throws Exception {
    Started doctor = Started.stint("doctor");

    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.out())
        .containsPattern("(?m)^HOOK +RESOURCE +JDK 17 +JDK 25 +DETAIL$")
        .containsPattern("(?m)^thread\\.start +threads +armed +armed$")
        .containsPattern("(?m)^thread\\.virtual +threads\\.virtual +- +armed$")
        .contains("sandbox: engine [graal, jit ", "sandbox: engine [chicory, ");
    assertThat(doctor.status()).isLessThan(2);
  }

  private String unlimited() throws IOException {
    String text = "schema: 1\nprofileId: p\nversionId: \"1\"\nepoch: 1\n";
    return Files.writeString(folder.resolve("unlimited.yaml"), text).toString();
  }

  /** Waits until the sandbox runs: the child that is a JVM of its own. */
  private static ProcessHandle sandboxOf(Process stint) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end && stint.isAlive()) {
      List<ProcessHandle> children = stint.toHandle().descendants().toList();
      for (ProcessHandle child : children) {
        if (child.info().commandLine().orElse("").contains("dev.stint.sandbox.run.Main")) {
          return child;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the sandbox did not start");
  }

  private static String guest(String name) {
    Path file = GUESTS.resolve(name);
    assertThat(file).as("built guests").exists();
    return file.toString();
  }
}
