package dev.stint.agent.dist.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch programs print the same with and without the agent, in both modes. */
class SameOutputIT {
  private static final String SQL =
      "create table t(id int primary key, v varchar);"
          + "insert into t select x, 'v' || x from system_range(1, 5000);"
          + "select count(*), sum(length(v)) from t;";
  private static final String RUBY =
      "puts (1..20).map { |i| Thread.new { i * i }.value }.sum;"
          + "require 'json'; puts JSON.generate({a: [1, 2, {b: 'x' * 10}]})";

  @TempDir Path folder;

  @Test
  void googleJavaFormat_formatsTheSame() throws Exception {
    Path source = folder.resolve("In.java");
    Files.writeString(source, "class  In{int f( int x ){return x+1 ;}}\n");
    List<String> program = new ArrayList<>();
    for (String part : new String[] {"api", "code", "file", "parser", "tree", "util"}) {
      program.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    program.addAll(List.of("-jar", Program.jar("google-java-format.jar"), source.toString()));

    same(program, "google-java-format");
  }

  @Test
  void h2_answersTheSame() throws Exception {
    same(
        List.of(
            "-cp",
            Program.jar("h2.jar"),
            "org.h2.tools.Shell",
            "-url",
            "jdbc:h2:mem:t",
            "-sql",
            SQL),
        "h2");
  }

  @Test
  void jruby_computesTheSame() throws Exception {
    same(List.of("-jar", Program.jar("jruby.jar"), "-e", RUBY), "jruby");
  }

  /** The principal's name comes from the jar: nothing is configured here. */
  private void same(List<String> program, String principal) throws Exception {
    String plain = run(program, null);
    assertThat(plain).isNotBlank();
    assertThat(run(program, "mode=observe", principal)).isEqualTo(plain);
    assertThat(run(program, "profile=" + generous() + ",mode=enforce", "all")).isEqualTo(plain);
  }

  /** Limits that nobody reaches, so that every site is woven and every hook enforces. */
  private Path generous() throws IOException {
    return Files.writeString(
        folder.resolve("generous.yaml"),
        """
        schema: 1
        profileId: generous
        principals:
          all:
            match:
              codeSources: ["**/*.jar"]
            limits:
              threadLimit: 500
              socketLimit: 500
              timerWaiterLimit: 500
              heapAllocatedBytesTotal: 100Gi
        """);
  }

  private String run(List<String> program, String options, String... principal) throws Exception {
    List<String> command = new ArrayList<>();
    if (options != null) {
      command.add(Program.agent(options));
    }
    command.addAll(program);
    try (Program run = Program.start(folder, command)) {
      assertThat(run.await()).as(run.err()).isZero();
      if (principal.length > 0) {
        assertThat(run.statusOf(principal[0])).contains("denied 0");
        assertThat(run.err()).contains("stint: faults [0]");
      }
      return run.out().replaceAll("\\d+ ms", "ms");
    }
  }
}
