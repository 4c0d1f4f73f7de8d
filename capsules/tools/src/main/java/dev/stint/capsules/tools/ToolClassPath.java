package dev.stint.capsules.tools;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the classes of the tools themselves come from: Maven's plugin loader, or the class path.
 */
final class ToolClassPath {
  private ToolClassPath() {}

  static List<String> entries() {
    if (ToolClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      return entries(loader.getURLs());
    }
    return List.of(System.getProperty("java.class.path", "").split(File.pathSeparator));
  }

  private static List<String> entries(URL[] urls) {
    List<String> entries = new ArrayList<>();
    for (URL url : urls) {
      try {
        entries.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new GuestBuildException("guests not built: no file at [" + url + "]", e);
      }
    }
    return entries;
  }
}
