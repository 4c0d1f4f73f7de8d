package dev.stint.agent.alloc;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.util.CheckClassAdapter;

/** Defines its own copy of the guest classes, woven or as they are. */
final class WovenLoader extends ClassLoader {
  private static final String GUESTS = "dev.stint.agent.alloc.guest.";

  private final boolean weave;
  private final Map<String, byte[]> given = new HashMap<>();
  final WeaveCounts counts = new WeaveCounts();

  WovenLoader(boolean weave) {
    super(WovenLoader.class.getClassLoader());
    this.weave = weave;
  }

  /** A class from bytes that the test made. */
  Class<?> define(String name, byte[] bytes) {
    given.put(name, bytes);
    try {
      return loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (findLoadedClass(name) != null) {
        return findLoadedClass(name);
      }
      if (!given.containsKey(name) && !name.startsWith(GUESTS)) {
        return super.loadClass(name, resolve);
      }
      byte[] original = given.containsKey(name) ? given.get(name) : read(name);
      byte[] bytes = weave ? woven(original, counts) : original;
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private byte[] read(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Weaves as the agent does: expanded frames in, nothing computed out. */
  static byte[] woven(byte[] original, WeaveCounts counts) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor weaver = new AllocationWeaver(writer, counts);
    new ClassReader(original).accept(weaver, ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** What the verifier of ASM says about a class; empty when it is sound. */
  static String complaints(byte[] bytes, ClassLoader loader) {
    StringWriter text = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(bytes), loader, false, new PrintWriter(text));
    return text.toString();
  }
}
