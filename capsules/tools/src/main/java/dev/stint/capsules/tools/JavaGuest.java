package dev.stint.capsules.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.teavm.backend.wasm.render.WasmBinaryVersion;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.builder.BuildException;
import org.teavm.tooling.builder.InProcessBuildStrategy;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Compiles one Java main class to a WASI command with TeaVM. */
final class JavaGuest {
  /**
   * The heap that a guest starts with. A single array must stay well below it, because TeaVM grows
   * the heap after a failed collection and not for one array as large as the heap.
   */
  private static final int MIN_HEAP_BYTES = 8 << 20;

  private static final int MAX_HEAP_BYTES = 16 << 20;

  private JavaGuest() {}

  static void build(Path classes, String mainClass, Path target) {
    InProcessBuildStrategy build = strategy();
    build.setClassPathEntries(classPath(classes));
    build.setMainClass(mainClass);
    Path absolute = target.toAbsolutePath();
    build.setTargetDirectory(String.valueOf(absolute.getParent()));
    build.setTargetFileName(String.valueOf(absolute.getFileName()));
    List<Problem> problems;
    try {
      problems = build.build().getProblems().getSevereProblems();
    } catch (BuildException e) {
      throw new GuestBuildException(
          "guest not built: class [" + mainClass + "], problem [" + rootCause(e) + "]", e);
    }
    if (!problems.isEmpty()) {
      throw new GuestBuildException(message(mainClass, problems));
    }
  }

  private static InProcessBuildStrategy strategy() {
    InProcessBuildStrategy build = new InProcessBuildStrategy();
    build.init();
    build.setLog(new EmptyTeaVMToolLog());
    build.setProperties(new Properties());
    build.setTargetType(TeaVMTargetType.WEBASSEMBLY_WASI);
    build.setEntryPointName("main");
    build.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    build.setWasmVersion(WasmBinaryVersion.V_0x1);
    // Exceptions would use instructions that not every engine here accepts.
    build.setWasmExceptionsUsed(false);
    build.setObfuscated(true);
    build.setStrict(true);
    build.setDebugInformationGenerated(false);
    build.setMinHeapSize(MIN_HEAP_BYTES);
    build.setMaxHeapSize(MAX_HEAP_BYTES);
    return build;
  }

  /** TeaVM reads its own class library, and plugins of itself, from this list too. */
  private static List<String> classPath(Path classes) {
    List<String> entries = new ArrayList<>();
    entries.add(classes.toString());
    entries.addAll(ToolClassPath.entries());
    return entries;
  }

  private static String message(String mainClass, List<Problem> problems) {
    Problem first = problems.get(0);
    DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
    first.render(text);
    return "guest not built: class ["
        + mainClass
        + "], problem ["
        + text.getText()
        + "], at ["
        + place(first.getLocation())
        + "], more problems ["
        + (problems.size() - 1)
        + "]";
  }

  private static String place(CallLocation location) {
    if (location == null || location.getMethod() == null) {
      return "unknown";
    }
    String method = location.getMethod().getClassName() + "." + location.getMethod().getName();
    boolean hasLine = location.getSourceLocation() != null;
    return hasLine ? method + ":" + location.getSourceLocation().getLine() : method;
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause).replace('\n', ' ');
  }
}
