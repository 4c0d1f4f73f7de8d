package dev.stint.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstLoaderTest {
  @TempDir Path folder;

  /** A class that the loader defines a second time. */
  static final class Engine {}

  private InstLoader loader() throws Exception {
    Path jar = folder.resolve("an agent.jar");
    String name = Engine.class.getName().replace('.', '/');
    byte[] bytes;
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(name + ".class")) {
      bytes = in.readAllBytes();
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("inst/" + name + ".classdata"));
      out.write(bytes);
      out.putNextEntry(new JarEntry("inst/page.html"));
      out.write("page".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("outside.html"));
    }
    return new InstLoader(jar.toFile());
  }

  @Test
  void engineClass_isDefinedByItsOwnLoader() throws Exception {
    InstLoader loader = loader();

    Class<?> type = loader.loadClass(Engine.class.getName());

    assertThat(type).isNotSameAs(Engine.class);
    assertThat(type.getClassLoader()).isSameAs(loader);
  }

  @Test
  void applicationClass_isNotSeen() throws Exception {
    InstLoader loader = loader();

    assertThatThrownBy(() -> loader.loadClass(Test.class.getName()))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessage(Test.class.getName());
  }

  @Test
  void resource_isReadFromTheInnerFolderAlone() throws Exception {
    InstLoader loader = loader();

    assertThat(loader.getResourceAsStream("page.html")).hasContent("page");
    assertThat(loader.getResource("page.html").openStream()).hasContent("page");
    assertThat(loader.getResource("outside.html")).isNull();
  }
}
