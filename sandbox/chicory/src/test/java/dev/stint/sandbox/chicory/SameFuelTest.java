package dev.stint.sandbox.chicory;

import static dev.stint.sandbox.contract.Fixture.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.CapsuleRun;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.contract.Fixture;
import dev.stint.sandbox.wasi.Preopen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two engines, run on the same metered binary: output and fuel are the same to the unit. */
@Tag("P52")
class SameFuelTest {
  private static Capsules graal;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    graal = Capsules.open("graal");
  }

  @AfterAll
  static void close() {
    graal.close();
  }

  @Test
  void wordcount_isTheSame() {
    same(host -> host.guest("wordcount").stdin(input("one two two three three three\n")));
  }

  @Test
  void fib_isTheSame() {
    same(host -> host.guest("fib").invoke("fib", List.of("15")));
  }

  @Test
  void echo_isTheSame() {
    same(host -> host.guest("echo").stdin(input("x".repeat(10_000))));
  }

  @Test
  void grow_untilDenied_isTheSame() {
    same(host -> host.guest("grow").limits(host.memoryPages(40)));
  }

  @Test
  void recurse_untilTooDeep_isTheSame() {
    same(host -> host.guest("recurse").invoke("recurse", List.of("1")));
  }

  @Test
  void wat2wasm_isTheSame() throws IOException {
    Files.writeString(folder.resolve("in.wat"), "(module (memory 1) (func nop))");

    same(
        host ->
            host.module("wat2wasm", Fixture.resource("/wat2wasm"))
                .arguments(List.of("/w/in.wat", "--output=-"))
                .preopen(new Preopen(folder, "/w", true)));
  }

  private static void same(Function<Fixture, CapsuleRun.Builder> run) {
    Fixture one = new Fixture(SharedChicory.CAPSULES);
    Fixture other = new Fixture(graal);

    RunResult chicory = one.run(run.apply(one).deterministic(true));
    RunResult reference = other.run(run.apply(other).deterministic(true));

    assertThat(chicory.usage().fuel()).isPositive().isEqualTo(reference.usage().fuel());
    assertThat(chicory.outcome()).isEqualTo(reference.outcome());
    assertThat(chicory.usage().memoryPeakBytes()).isEqualTo(reference.usage().memoryPeakBytes());
    assertThat(chicory.usage().deniedGrows()).isEqualTo(reference.usage().deniedGrows());
    assertThat(chicory.usage().hostCalls()).isEqualTo(reference.usage().hostCalls());
    assertThat(one.stdout.toByteArray()).isEqualTo(other.stdout.toByteArray());
  }
}
