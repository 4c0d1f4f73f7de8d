package dev.stint.sandbox;

import dev.stint.ledger.PrincipalName;
import dev.stint.meter.Injected;
import dev.stint.meter.ModuleInfo;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.HostFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds a function for every import of a module; an import that the host lacks is a refusal. */
final class Imports {
  private final Map<String, HostFunction> offered = new HashMap<>();

  Imports(List<HostFunction> wasi, List<HostFunction> embedder) {
    wasi.forEach(this::offer);
    embedder.forEach(this::offer);
  }

  private void offer(HostFunction function) {
    boolean reserved = function.module().equals(Injected.HOST_MODULE);
    if (reserved || offered.put(key(function.module(), function.name()), function) != null) {
      throw new IllegalArgumentException(
          "host function offered twice or under a reserved name: function ["
              + function.module()
              + "."
              + function.name()
              + "]");
    }
  }

  /** The functions that the module asks for. */
  List<HostFunction> link(ModuleInfo info) throws CapsuleRefused {
    List<HostFunction> linked = new ArrayList<>();
    for (ModuleInfo.Import wanted : info.imports()) {
      linked.add(find(wanted));
    }
    return linked;
  }

  private HostFunction find(ModuleInfo.Import wanted) throws CapsuleRefused {
    HostFunction function = offered.get(key(wanted.module(), wanted.name()));
    String name = PrincipalName.printable(wanted.module() + "." + wanted.name());
    if (function == null) {
      throw new CapsuleRefused(
          "STINT-H001",
          "import not offered by the host: import ["
              + name
              + "], type ["
              + PrincipalName.printable(wanted.type())
              + "]");
    }
    FunctionType type = function.type();
    if (!TypeText.print(type).equals(wanted.type())) {
      throw new CapsuleRefused(
          "STINT-H001",
          "import of another type than the host offers: import ["
              + name
              + "], type ["
              + PrincipalName.printable(wanted.type())
              + "], offered ["
              + TypeText.print(type)
              + "]");
    }
    return function;
  }

  private static String key(String module, String name) {
    return module.length() + ":" + module + name;
  }
}
