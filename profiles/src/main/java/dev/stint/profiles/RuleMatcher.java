package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Finds the entry that names a class most specifically. Immutable. */
final class RuleMatcher {
  private final List<Entry> entries = new ArrayList<>();

  RuleMatcher(List<PrincipalRule> rules) {
    for (PrincipalRule rule : rules) {
      Entry entry =
          new Entry(
              rule,
              compile(rule.classLoaders(), '.'),
              compile(rule.codeSources(), '/'),
              compile(rule.packages(), '.'));
      if (!entry.isEmpty()) {
        entries.add(entry);
      }
    }
  }

  private static List<Pattern> compile(List<String> texts, char separator) {
    return texts.stream().map(text -> new Pattern(text, separator)).toList();
  }

  @Nullable
  PrincipalRule match(
      String className, @Nullable String codeSource, @Nullable String classLoaderClass) {
    if (entries.isEmpty()) {
      return null;
    }
    String dotted = className.replace('/', '.');
    String place = codeSource == null ? null : CodeSources.plain(codeSource);
    Rank best = Rank.NONE;
    PrincipalRule found = null;
    for (Entry entry : entries) {
      Rank rank =
          new Rank(
              best(entry.loaders, classLoaderClass),
              best(entry.sources, place),
              bestPackage(entry.packages, dotted));
      if (rank.isAbove(best)) {
        best = rank;
        found = entry.rule;
      }
    }
    return found;
  }

  /** The specificity of the best pattern that matches, or -1. */
  private static int best(List<Pattern> patterns, @Nullable String text) {
    int best = -1;
    if (text != null) {
      for (Pattern pattern : patterns) {
        if (pattern.weight() > best && pattern.matches(text)) {
          best = pattern.weight();
        }
      }
    }
    return best;
  }

  /** The same for class names: a pattern without a wildcard names a package or one class. */
  private static int bestPackage(List<Pattern> patterns, String className) {
    int dot = className.lastIndexOf('.');
    int dollar = className.indexOf('$', dot + 1);
    int best = best(patterns, className);
    if (dot > 0) {
      best = Math.max(best, bestLiteral(patterns, className.substring(0, dot)));
    }
    if (dollar > 0) {
      best = Math.max(best, bestLiteral(patterns, className.substring(0, dollar)));
    }
    return best;
  }

  private static int bestLiteral(List<Pattern> patterns, String text) {
    int best = -1;
    for (Pattern pattern : patterns) {
      if (pattern.isLiteral() && pattern.matches(text)) {
        best = Math.max(best, pattern.weight());
      }
    }
    return best;
  }

  private record Entry(
      PrincipalRule rule, List<Pattern> loaders, List<Pattern> sources, List<Pattern> packages) {
    boolean isEmpty() {
      return loaders.isEmpty() && sources.isEmpty() && packages.isEmpty();
    }
  }

  private record Rank(int loader, int source, int packages) {
    static final Rank NONE = new Rank(-1, -1, -1);

    boolean isAbove(Rank other) {
      if (loader != other.loader) {
        return loader > other.loader;
      }
      return source != other.source ? source > other.source : packages > other.packages;
    }
  }
}
