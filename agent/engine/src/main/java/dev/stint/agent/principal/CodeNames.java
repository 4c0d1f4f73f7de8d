package dev.stint.agent.principal;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.List;

/** Short names for code that no profile names: of plugin class loaders and of code sources. */
final class CodeNames {
  /** Folders that build tools put classes in; the folder above them says more. */
  private static final List<String> BUILD =
      List.of("classes", "test-classes", "target", "build", "out", "bin", "main", "java", "test");

  private CodeNames() {}

  /** Where the class came from, or null. */
  static @Nullable String location(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source == null || source.getLocation() == null ? null : source.getLocation().toString();
  }

  /** The name of a jar without {@code .jar}, or of the folder of a project. */
  static String ofLocation(String location) {
    String[] parts = location.replace("!", "").split("/");
    for (int i = parts.length - 1; i >= 0; i--) {
      boolean scheme = parts[i].endsWith(":");
      if (!parts[i].isEmpty() && !scheme && !BUILD.contains(parts[i])) {
        return name(parts[i].endsWith(".jar") ? cut(parts[i]) : parts[i]);
      }
    }
    return PrincipalName.DEFAULT;
  }

  /** The loader's own name, else that of the first code it defines, else its class. */
  static String ofLoader(ClassLoader loader, @Nullable String location) {
    String own = loader.getName();
    if (own != null && !own.isBlank()) {
      return name(own);
    }
    return location == null ? name(loader.getClass().getSimpleName()) : ofLocation(location);
  }

  private static String cut(String jar) {
    return jar.substring(0, jar.length() - ".jar".length());
  }

  /** A valid name that is not one of the reserved ones. */
  private static String name(String text) {
    String name = PrincipalName.sanitise(text);
    boolean reserved =
        name.equals(PrincipalName.DEFAULT)
            || name.equals(PrincipalName.ANONYMOUS)
            || name.equals(PrincipalName.STINT);
    return reserved ? name + "-code" : name;
  }
}
