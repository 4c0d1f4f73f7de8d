package dev.stint.agent.weave;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Notes classes that use a resource past our hooks, as they load. Thread-safe. */
public final class GapWatch {
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** A guest class loads. */
  void loaded(String name) {
    if (name.endsWith("/Native") && isNativeTransport(name)) {
      seen.add(name.replace('/', '.'));
    }
  }

  /** Also where another library has relocated it. */
  private static boolean isNativeTransport(String name) {
    return name.endsWith("netty/channel/epoll/Native")
        || name.endsWith("netty/channel/kqueue/Native")
        || name.endsWith("netty/channel/uring/Native")
        || name.endsWith("netty/incubator/channel/uring/Native");
  }

  /** The native transports that were loaded: their sockets and bytes are not counted. */
  public Set<String> nativeTransports() {
    return Set.copyOf(seen);
  }
}
