package dev.stint.agent.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves every class of real libraries and lets the JVM verify each. */
class JarSweepTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        org.assertj.core.api.Assertions.class,
        org.objectweb.asm.ClassReader.class,
        org.objectweb.asm.tree.MethodNode.class,
        org.junit.jupiter.engine.JupiterTestEngine.class,
        net.bytebuddy.ByteBuddy.class
      })
  void everyClassOfALibrary_verifiesWoven(Class<?> sample) throws Exception {
    WeaveCounts counts = new WeaveCounts();
    List<String> broken = new ArrayList<>();
    int verified = 0;
    int unlinkable = 0;
    File file = new File(sample.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile jar = new JarFile(file)) {
      JarLoader woven = new JarLoader(jar, counts);
      JarLoader plain = new JarLoader(jar, null);
      for (String name : woven.names()) {
        Throwable problem = link(woven, name);
        if (problem == null) {
          verified++;
        } else if (problem instanceof NoClassDefFoundError && link(plain, name) != null) {
          unlinkable++;
        } else {
          broken.add(name + ": " + problem);
        }
      }
    }
    System.out.println(
        file.getName()
            + ": verified "
            + verified
            + ", without their dependencies "
            + unlinkable
            + ", sites "
            + counts.sites()
            + ", polls "
            + counts.polls()
            + ", entry only "
            + counts.methodsEntryOnly()
            + ", left "
            + counts.leftAlone());
    assertThat(broken).isEmpty();
    assertThat(verified).isGreaterThan(20);
  }

  /** Asking for its methods links a class, which verifies it, and does not initialise it. */
  private static Throwable link(ClassLoader loader, String name) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      assertThat(type.getClassLoader()).isSameAs(loader);
      type.getDeclaredMethods();
      return null;
    } catch (LinkageError | ClassNotFoundException | TypeNotPresentException e) {
      return e;
    }
  }

  private static final class JarLoader extends ClassLoader {
    private final JarFile jar;
    private final WeaveCounts counts;

    JarLoader(JarFile jar, WeaveCounts counts) {
      super(JarSweepTest.class.getClassLoader());
      this.jar = jar;
      this.counts = counts;
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.contains("-info")) {
          names.add(name.substring(0, name.length() - 6).replace('/', '.'));
        }
      }
      return names;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (findLoadedClass(name) != null) {
          return findLoadedClass(name);
        }
        JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
        return entry == null ? super.loadClass(name, resolve) : define(name, entry);
      }
    }

    private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
      try (InputStream in = jar.getInputStream(entry)) {
        byte[] original = in.readAllBytes();
        byte[] bytes = counts == null ? original : WovenLoader.woven(original, counts);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
