package dev.stint.agent.alloc;

import dev.stint.ledger.Nullable;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

/**
 * The JVM's id of a thread. {@code Thread.getId} can be overridden, so it is asked only where no
 * other way exists and the class of the thread inherits it: {@code threadId} is final since 19; on
 * 17 the field is read, for which the agent opens {@code java.lang} to its own module.
 */
final class ThreadIds {
  /** The answer for a thread whose id cannot be told; no thread has it. */
  static final long UNKNOWN = 0;

  private final @Nullable Method threadId;
  private final @Nullable Field tid;

  private ThreadIds(@Nullable Method threadId, @Nullable Field tid) {
    this.threadId = threadId;
    this.tid = tid;
  }

  static ThreadIds open(Instrumentation instrumentation) {
    try {
      return new ThreadIds(Thread.class.getMethod("threadId"), null);
    } catch (NoSuchMethodException before19) {
      return new ThreadIds(null, field(instrumentation));
    }
  }

  private static @Nullable Field field(Instrumentation instrumentation) {
    try {
      Set<Module> ours = Set.of(ThreadIds.class.getModule());
      instrumentation.redefineModule(
          Thread.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.lang", ours),
          Set.of(),
          Map.of());
      Field field = Thread.class.getDeclaredField("tid");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException notOpened) {
      return null;
    }
  }

  long of(Thread thread) {
    try {
      if (threadId != null) {
        return (long) threadId.invoke(thread);
      }
      return tid != null ? tid.getLong(thread) : inherited(thread);
    } catch (ReflectiveOperationException e) {
      return UNKNOWN;
    }
  }

  @SuppressWarnings("deprecation") // threadId does not exist where this runs
  private static long inherited(Thread thread) {
    for (Class<?> c = thread.getClass(); c != null && c != Thread.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals("getId") && method.getParameterCount() == 0) {
          return UNKNOWN;
        }
      }
    }
    return thread.getId();
  }
}
