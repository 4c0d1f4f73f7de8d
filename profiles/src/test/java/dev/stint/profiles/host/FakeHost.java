package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;
import java.util.HashMap;
import java.util.Map;

/** A host made of numbers and files. */
final class FakeHost implements HostSource {
  int cores = 8;
  long memoryBytes = 16L << 30;
  long fds = 65_536;
  final Map<String, String> files = new HashMap<>();

  static HostFacts facts(int cores, long memoryBytes, long fds) {
    FakeHost host = new FakeHost();
    host.cores = cores;
    host.memoryBytes = memoryBytes;
    host.fds = fds;
    return HostFacts.read(host);
  }

  FakeHost file(String path, String text) {
    files.put(path, text);
    return this;
  }

  @Override
  public int cores() {
    return cores;
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public long fdSoftLimit() {
    return fds;
  }

  @Override
  public @Nullable String text(String path) {
    return files.get(path);
  }
}
