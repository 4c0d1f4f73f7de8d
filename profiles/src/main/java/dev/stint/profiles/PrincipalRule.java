package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import java.util.List;

/**
 * One entry below {@code principals:}: which code runs as the principal, and its limits. Without
 * any pattern only code that names the principal itself runs as it.
 *
 * @param parent the principal whose entry this one is nested in, or null; its limits apply too
 * @param packages patterns of class names, {@code **} for any depth
 * @param codeSources patterns of paths or addresses of jars and directories
 * @param classLoaders patterns of class names of class loaders
 */
public record PrincipalRule(
    String principal,
    @Nullable String parent,
    List<String> packages,
    List<String> codeSources,
    List<String> classLoaders,
    ResourceProfile profile) {
  public PrincipalRule {
    packages = List.copyOf(packages);
    codeSources = List.copyOf(codeSources);
    classLoaders = List.copyOf(classLoaders);
  }

  /** The same entry with other limits. */
  PrincipalRule with(ResourceProfile limits) {
    return new PrincipalRule(principal, parent, packages, codeSources, classLoaders, limits);
  }

  public boolean hasPatterns() {
    return !(packages.isEmpty() && codeSources.isEmpty() && classLoaders.isEmpty());
  }
}
