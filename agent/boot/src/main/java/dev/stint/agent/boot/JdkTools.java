package dev.stint.agent.boot;

/**
 * Knows the JDK's own tools, which inherit {@code JAVA_TOOL_OPTIONS} and are not the application:
 * javac, jcmd, keytool and the like. A program started from its source file is an application.
 */
final class JdkTools {
  private static final String[] PREFIXES = {"sun.", "com.sun.", "jdk.", "java."};

  private JdkTools() {}

  /** Whether that {@code sun.java.command} names a tool: {@code module/class} of the JDK. */
  static boolean isTool(String command) {
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    int slash = main.indexOf('/');
    if (slash < 0 || !(main.startsWith("jdk.") || main.startsWith("java."))) {
      return false;
    }
    String type = main.substring(slash + 1);
    if (type.startsWith("com.sun.tools.javac.launcher.")) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (type.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
