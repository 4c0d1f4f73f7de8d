package dev.stint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs every benchmark at one and at two threads with the same settings, which stand here and
 * nowhere else, and prints the table. Arguments select benchmarks by regular expression; with
 * {@code -Dstint.bench=quick} the run is short and its figures are worth nothing.
 */
public final class Speed {
  private static final int[] THREADS = {1, 2};

  private Speed() {}

  public static void main(String[] args) throws IOException, RunnerException {
    boolean quick = "quick".equals(System.getProperty("stint.bench"));
    Path folder = Path.of(System.getProperty("stint.bench.out", "target/speed"));
    Files.createDirectories(folder);
    String before = Machine.load();
    List<Path> results = new ArrayList<>();
    for (int threads : THREADS) {
      Path result = folder.resolve("threads-" + threads + ".json");
      new Runner(options(args, threads, quick, result).build()).run();
      results.add(result);
    }
    System.out.println(Machine.line());
    System.out.println("Load average before " + before + ", at the end " + Machine.load() + ".\n");
    System.out.print(Table.of(results));
  }

  private static ChainedOptionsBuilder options(
      String[] selected, int threads, boolean quick, Path result) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .threads(threads)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(quick ? 1 : 2)
            .warmupIterations(quick ? 1 : 3)
            .warmupTime(TimeValue.milliseconds(quick ? 200 : 500))
            .measurementIterations(quick ? 2 : 5)
            .measurementTime(TimeValue.milliseconds(quick ? 100 : 800))
            .jvmArgs("-Xms1g", "-Xmx1g")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(result.toString())
            .output(result.resolveSibling("threads-" + threads + ".log").toString());
    for (String benchmark : selected.length == 0 ? new String[] {"Benchmark\\."} : selected) {
      options.include(benchmark);
    }
    return options;
  }
}
