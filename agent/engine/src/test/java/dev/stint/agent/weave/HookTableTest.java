package dev.stint.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** The table against the classes of the JDK that runs the test. */
class HookTableTest {
  private static final int FEATURE = Runtime.version().feature();

  static List<String> types() {
    return HookTable.forRelease(FEATURE).stream().map(HookPoint::type).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void type_wovenAtEveryPoint_verifies(String type) throws Exception {
    JdkTransformer transformer = new JdkTransformer(FEATURE);
    String name = type.replace('.', '/');
    byte[] before;
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      before = in.readAllBytes();
    }

    byte[] after = transformer.transform(null, name, null, null, before);

    assertThat(transformer.problems()).isEmpty();
    StringWriter report = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(after), null, false, new PrintWriter(report));
    assertThat(report.toString()).isEmpty();
    assertThat(siteCalls(after)).isNotEmpty().allMatch(HookTableTest::exists);
  }

  private static List<MethodInsnNode> siteCalls(byte[] woven) {
    ClassNode type = new ClassNode();
    new ClassReader(woven).accept(type, ClassReader.SKIP_FRAMES);
    List<MethodInsnNode> calls = new ArrayList<>();
    for (MethodNode method : type.methods) {
      for (var at : method.instructions) {
        if (at instanceof MethodInsnNode call && call.owner.startsWith("dev/stint/")) {
          calls.add(call);
        }
      }
    }
    return calls;
  }

  private static boolean exists(MethodInsnNode call) {
    try {
      Class<?> site = Class.forName(call.owner.replace('/', '.'));
      return List.of(site.getMethods()).stream()
          .anyMatch(
              m -> m.getName().equals(call.name) && Type.getMethodDescriptor(m).equals(call.desc));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Test
  void typeOfTheSameName_inAnotherLoader_isLeftAlone() {
    JdkTransformer transformer = new JdkTransformer(FEATURE);

    assertThat(
            transformer.transform(
                getClass().getClassLoader(), "java/lang/Thread", null, null, new byte[0]))
        .isNull();
  }

  @Test
  void brokenClass_isRecordedAndNotThrown() {
    JdkTransformer transformer = new JdkTransformer(FEATURE);

    assertThat(transformer.transform(null, "java/lang/Thread", null, null, new byte[10])).isNull();
    assertThat(transformer.problemsOf("thread.exit"))
        .startsWith("java.lang.Thread.exit: weaving failed: ");
  }
}
