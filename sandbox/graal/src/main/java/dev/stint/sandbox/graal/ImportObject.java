package dev.stint.sandbox.graal;

import dev.stint.ledger.Nullable;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.HostFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** The imports of one instance, by module and name, as the engine wants them. */
final class ImportObject implements ProxyObject {
  private final Map<String, Object> modules = new HashMap<>();

  ImportObject(List<HostFunction> functions, GraalInstance instance) {
    Map<String, Map<String, Object>> grouped = new HashMap<>();
    for (HostFunction function : functions) {
      grouped
          .computeIfAbsent(function.module(), name -> new HashMap<>())
          .put(function.name(), executable(function, instance));
    }
    grouped.forEach((name, members) -> modules.put(name, ProxyObject.fromMap(members)));
  }

  private static ProxyExecutable executable(HostFunction function, GraalInstance instance) {
    FunctionType type = function.type();
    return (Value... arguments) -> {
      long[] raw = Values.arguments(type.parameters(), arguments);
      return Values.toGuest(type.results(), function.call(instance.memory(), raw));
    };
  }

  @Override
  public @Nullable Object getMember(String key) {
    return modules.get(key);
  }

  @Override
  public Object getMemberKeys() {
    return modules.keySet().toArray();
  }

  @Override
  public boolean hasMember(String key) {
    return modules.containsKey(key);
  }

  @Override
  public void putMember(String key, Value value) {
    throw new UnsupportedOperationException("imports cannot be changed");
  }
}
