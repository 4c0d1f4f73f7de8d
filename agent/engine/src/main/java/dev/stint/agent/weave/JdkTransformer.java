package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Weaves the {@link HookTable} into the JDK, in one batch. What could not be woven is recorded, for
 * the self-test to report; nothing is thrown into class loading.
 */
public final class JdkTransformer implements ClassFileTransformer {
  private final Map<String, List<HookPoint>> byType = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final List<HookPoint> points;

  JdkTransformer(int feature) {
    points = HookTable.forRelease(feature);
    for (HookPoint point : points) {
      byType.computeIfAbsent(point.type().replace('.', '/'), type -> new ArrayList<>()).add(point);
    }
  }

  /** A transformer that has woven nothing yet. */
  public static JdkTransformer unwoven(int feature) {
    JdkTransformer transformer = new JdkTransformer(feature);
    transformer.load();
    return transformer;
  }

  /** Weaves the hooks of the running JDK. */
  public static JdkTransformer install(Instrumentation instrumentation) {
    JdkTransformer transformer = new JdkTransformer(Runtime.version().feature());
    Class<?>[] targets = transformer.load();
    instrumentation.addTransformer(transformer, true);
    try {
      instrumentation.retransformClasses(targets);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      for (HookPoint point : transformer.points) {
        transformer.problem(point, "retransformation failed: " + e);
      }
    }
    return transformer;
  }

  /** Loads every target first: a class that loads while we weave would be missed in silence. */
  private Class<?>[] load() {
    Map<String, Class<?>> targets = new TreeMap<>();
    for (HookPoint point : points) {
      try {
        targets.put(point.type(), Class.forName(point.type(), false, null));
        problem(point, "not woven");
      } catch (ClassNotFoundException e) {
        problem(point, "no such class");
      }
    }
    return targets.values().toArray(new Class<?>[0]);
  }

  /** What went wrong, by the name of the method; empty when every point is woven. */
  public Map<String, String> problems() {
    return new TreeMap<>(problems);
  }

  /** What went wrong at the points of one hook. */
  public String problemsOf(String hook) {
    StringBuilder text = new StringBuilder();
    for (HookPoint point : points) {
      String problem = problems.get(key(point));
      if (point.hook().equals(hook) && problem != null) {
        text.append(text.length() == 0 ? "" : ", ").append(point.name()).append(": ");
        text.append(problem);
      }
    }
    return text.toString();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    List<HookPoint> chosen = loader != null || name == null ? null : byType.get(name);
    if (chosen == null) {
      return null;
    }
    try {
      return weave(chosen, bytes);
    } catch (Throwable e) {
      for (HookPoint point : chosen) {
        problem(point, "weaving failed: " + e);
      }
      return null;
    }
  }

  private byte[] weave(List<HookPoint> chosen, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    PointWeaver weaver = new PointWeaver(writer, chosen);
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    for (HookPoint point : chosen) {
      if (weaver.woven().contains(point)) {
        problems.remove(key(point));
      } else {
        problem(point, "no such method");
      }
    }
    return writer.toByteArray();
  }

  private void problem(HookPoint point, String what) {
    problems.put(key(point), what);
  }

  private static String key(HookPoint point) {
    return point.hook() + " " + point.name() + point.descriptor();
  }
}
