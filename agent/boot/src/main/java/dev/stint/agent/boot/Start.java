package dev.stint.agent.boot;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.jar.JarFile;

/** Starts the engine once per JVM. */
final class Start {
  /** Set by the first agent, whichever copy of this jar it came from. */
  static final String RUNNING = "dev.stint.agent.running";

  private static final String MAIN = "dev.stint.agent.dist.Main";
  private static final String LEDGER = "dev.stint.ledger.Ledgers";

  private Start() {}

  /**
   * Starts the engine, unless this JVM has one.
   *
   * @return null, or the one line that says why the start must stop
   */
  static @Nullable String once(String options, Instrumentation instrumentation, boolean attached)
      throws Exception {
    String running = System.getProperty(RUNNING);
    if (running != null) {
      Agent.line(
          "already running in this JVM, started by ["
              + running
              + "], this second start is ignored (STINT-A002)");
      return null;
    }
    System.setProperty(RUNNING, attached ? "attach" : "-javaagent");
    String refusal = run(options, instrumentation, attached);
    if (refusal != null) {
      System.clearProperty(RUNNING);
    }
    return refusal;
  }

  private static @Nullable String run(
      String options, Instrumentation instrumentation, boolean attached) throws Exception {
    File jar = ownJar();
    if (!onBootPath()) {
      try (JarFile self = new JarFile(jar)) {
        instrumentation.appendToBootstrapClassLoaderSearch(self);
      }
    }
    Class<?> main = Class.forName(MAIN, true, new InstLoader(jar));
    return (String)
        main.getMethod("start", String.class, Instrumentation.class, boolean.class)
            .invoke(null, options, instrumentation, attached);
  }

  /** With {@code -Xbootclasspath/a:} the jar is there already. */
  private static boolean onBootPath() {
    try {
      Class.forName(LEDGER, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The jar that this class came from; on the boot class path there is no code source. */
  static File ownJar() throws IOException {
    String name = Agent.class.getName().replace('.', '/') + ".class";
    ClassLoader loader = Agent.class.getClassLoader();
    URL found = loader == null ? ClassLoader.getSystemResource(name) : loader.getResource(name);
    String text = String.valueOf(found);
    int end = text.indexOf("!/");
    if (!text.startsWith("jar:file:") || end < 0) {
      throw new IOException("agent jar not found, the agent's class is at " + text);
    }
    try {
      return new File(new URI(text.substring("jar:".length(), end)));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
