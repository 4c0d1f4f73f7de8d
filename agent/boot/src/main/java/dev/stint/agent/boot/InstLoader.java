package dev.stint.agent.boot;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The engine's class loader: reads {@code inst/**.classdata} of the agent jar, so that no loader of
 * the application can define an engine class by accident. Its parent is the platform loader. The
 * jar stays open for the life of the JVM.
 */
final class InstLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final URI location;

  InstLoader(File file) throws IOException {
    super("stint", ClassLoader.getPlatformClassLoader());
    this.jar = new JarFile(file);
    this.location = file.toURI();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = bytes("inst/" + name.replace('.', '/') + ".classdata");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = bytes(entry(name));
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    String entry = entry(name);
    if (jar.getJarEntry(entry) == null) {
      return null;
    }
    try {
      return new URL("jar:" + location + "!/" + entry);
    } catch (MalformedURLException e) {
      return null;
    }
  }

  private static String entry(String name) {
    boolean type = name.endsWith(".class");
    return "inst/" + (type ? name.substring(0, name.length() - 6) + ".classdata" : name);
  }

  private byte @Nullable [] bytes(String name) {
    JarEntry entry = jar.getJarEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
