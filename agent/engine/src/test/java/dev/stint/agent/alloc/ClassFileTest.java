package dev.stint.agent.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Class files of all ages and sizes, made here and woven. */
class ClassFileTest {
  private static final String SITES = "dev/stint/ledger/site/AllocationSites";

  @Test
  void everyClassFileVersion_runsWoven() throws Exception {
    int newest = Runtime.version().feature() + 44;
    for (int major = Opcodes.V1_1 & 0xFFFF; major <= newest; major++) {
      int version = major == 45 ? Opcodes.V1_1 : major;
      byte[] original = make(version, ClassFileTest::loopThatAllocates);
      assertThat(run(original)).as("class file version " + major).isEqualTo(45);
    }
  }

  @Test
  void subroutine_ofAnOldClassFile_runsWoven() throws Exception {
    assertThat(run(make(Opcodes.V1_1, ClassFileTest::subroutine))).isEqualTo(12);
    assertThat(run(make(Opcodes.V1_4, ClassFileTest::subroutine))).isEqualTo(12);
  }

  /** The `new T(c ? a : b)` whose frames name the object by the position of its `new`. */
  @Test
  void objectUnderConstruction_acrossABranch_runsWoven() throws Exception {
    assertThat(run(make(Opcodes.V17, ClassFileTest::conditionalArgument))).isEqualTo(3);
    assertThat(run(make(Opcodes.V17, ClassFileTest::loopBackToNew))).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {7_000, 7_900, 7_985, 7_995, 7_999, 8_001, 12_000, 31_900, 40_000, 64_900})
  void largeMethod_keepsItsSideOfTheLimits(int size) throws Exception {
    WeaveCounts counts = new WeaveCounts();
    byte[] original = make(Opcodes.V17, mv -> padded(mv, size));
    byte[] woven = WovenLoader.woven(original, counts);

    int before = size(original);
    int after = size(woven);
    System.out.println(
        "method of "
            + before
            + " bytes: "
            + after
            + " woven, sites "
            + counts.sites()
            + ", entry only "
            + counts.methodsEntryOnly()
            + ", left "
            + counts.leftAlone());
    assertThat(before).isEqualTo(size);
    assertThat(counts.sites() + counts.methodsEntryOnly() + counts.leftAlone()).isEqualTo(1);
    assertThat(before <= 8_000 ? after : 0).isLessThanOrEqualTo(8_000);
    assertThat(after).isLessThan(1 << 16);
    assertThat(run(original)).isEqualTo(8);
  }

  @Test
  void initialiser_isBracketedOnAllItsWaysOut() throws Exception {
    WovenLoader loader = new WovenLoader(true);
    byte[] original = failingInitialiser();
    Class<?> type = loader.define("Made", original);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> type.getMethod("run").invoke(null))
        .hasRootCauseInstanceOf(ArithmeticException.class);
    assertThat(dev.stint.ledger.Cell.current().initializers).isZero();
  }

  private static int run(byte[] original) throws Exception {
    byte[] woven = WovenLoader.woven(original, new WeaveCounts());
    assertThat(contains(woven, SITES)).isEqualTo(size(original) != 7_999);
    assertThat(WovenLoader.complaints(woven, ClassFileTest.class.getClassLoader())).isEmpty();
    Object plain = new WovenLoader(false).define("Made", original).getMethod("run").invoke(null);
    Object result = new WovenLoader(true).define("Made", original).getMethod("run").invoke(null);
    assertThat(result).isEqualTo(plain);
    return (int) result;
  }

  private static byte[] make(int version, Consumer<MethodVisitor> body) {
    boolean frames = (version & 0xFFFF) >= Opcodes.V1_6;
    ClassWriter writer =
        new ClassWriter(frames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Made", null, "java/lang/Object", null);
    MethodVisitor mv =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()I", null, null);
    mv.visitCode();
    body.accept(mv);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** {@code for (i = 0; i < 10; i++) sum += new int[i].length;} and then it calls in a loop. */
  private static void loopThatAllocates(MethodVisitor mv) {
    Label head = new Label();
    Label calls = new Label();
    zero(mv, 0);
    zero(mv, 1);
    mv.visitLabel(head);
    mv.visitVarInsn(Opcodes.ILOAD, 1);
    mv.visitVarInsn(Opcodes.ILOAD, 0);
    mv.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
    mv.visitInsn(Opcodes.ARRAYLENGTH);
    mv.visitInsn(Opcodes.IADD);
    mv.visitVarInsn(Opcodes.ISTORE, 1);
    countTo(mv, 0, 10, head);
    zero(mv, 0);
    mv.visitLabel(calls);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
    countTo(mv, 0, 5, calls);
    mv.visitVarInsn(Opcodes.ILOAD, 1);
    mv.visitInsn(Opcodes.IRETURN);
  }

  /** Two calls of one subroutine that allocates, as {@code finally} was compiled once. */
  private static void subroutine(MethodVisitor mv) {
    Label body = new Label();
    zero(mv, 0);
    mv.visitJumpInsn(Opcodes.JSR, body);
    mv.visitJumpInsn(Opcodes.JSR, body);
    mv.visitVarInsn(Opcodes.ILOAD, 0);
    mv.visitInsn(Opcodes.IRETURN);
    mv.visitLabel(body);
    mv.visitVarInsn(Opcodes.ASTORE, 1);
    mv.visitInsn(Opcodes.ICONST_2);
    mv.visitInsn(Opcodes.ICONST_3);
    mv.visitMultiANewArrayInsn("[[I", 2);
    mv.visitInsn(Opcodes.ICONST_1);
    mv.visitInsn(Opcodes.AALOAD);
    mv.visitInsn(Opcodes.ARRAYLENGTH);
    mv.visitIntInsn(Opcodes.BIPUSH, 3);
    mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
    mv.visitInsn(Opcodes.ARRAYLENGTH);
    mv.visitInsn(Opcodes.IADD);
    mv.visitVarInsn(Opcodes.ILOAD, 0);
    mv.visitInsn(Opcodes.IADD);
    mv.visitVarInsn(Opcodes.ISTORE, 0);
    mv.visitVarInsn(Opcodes.RET, 1);
  }

  private static void conditionalArgument(MethodVisitor mv) {
    Label other = new Label();
    Label join = new Label();
    mv.visitTypeInsn(Opcodes.NEW, "java/lang/String");
    mv.visitInsn(Opcodes.DUP);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "interrupted", "()Z", false);
    mv.visitJumpInsn(Opcodes.IFEQ, other);
    mv.visitLdcInsn("a");
    mv.visitJumpInsn(Opcodes.GOTO, join);
    mv.visitLabel(other);
    mv.visitLdcInsn("bcd");
    mv.visitLabel(join);
    length(mv);
    mv.visitInsn(Opcodes.IRETURN);
  }

  /** The {@code new} is itself the target of a jump, and its object lives across another. */
  private static void loopBackToNew(MethodVisitor mv) {
    Label head = new Label();
    Label other = new Label();
    Label join = new Label();
    zero(mv, 0);
    zero(mv, 1);
    mv.visitLabel(head);
    mv.visitTypeInsn(Opcodes.NEW, "java/lang/String");
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ILOAD, 0);
    mv.visitJumpInsn(Opcodes.IFEQ, other);
    mv.visitLdcInsn("abcd");
    mv.visitJumpInsn(Opcodes.GOTO, join);
    mv.visitLabel(other);
    mv.visitLdcInsn("e");
    mv.visitLabel(join);
    length(mv);
    mv.visitVarInsn(Opcodes.ISTORE, 1);
    countTo(mv, 0, 3, head);
    mv.visitVarInsn(Opcodes.ILOAD, 1);
    mv.visitInsn(Opcodes.IRETURN);
  }

  /** One site and as much padding as gives the size. */
  private static void padded(MethodVisitor mv, int size) {
    mv.visitIntInsn(Opcodes.BIPUSH, 8);
    mv.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_BYTE);
    mv.visitInsn(Opcodes.ARRAYLENGTH);
    for (int i = 6; i < size; i++) {
      mv.visitInsn(Opcodes.NOP);
    }
    mv.visitInsn(Opcodes.IRETURN);
  }

  private static byte[] failingInitialiser() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Made", null, "java/lang/Object", null);
    MethodVisitor mv = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    Label fine = new Label();
    mv.visitCode();
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "interrupted", "()Z", false);
    mv.visitJumpInsn(Opcodes.IFEQ, fine);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitLabel(fine);
    mv.visitInsn(Opcodes.ICONST_1);
    mv.visitInsn(Opcodes.ICONST_0);
    mv.visitInsn(Opcodes.IDIV);
    mv.visitInsn(Opcodes.POP);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
    MethodVisitor run =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
    run.visitCode();
    run.visitInsn(Opcodes.RETURN);
    run.visitMaxs(0, 0);
    run.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void zero(MethodVisitor mv, int variable) {
    mv.visitInsn(Opcodes.ICONST_0);
    mv.visitVarInsn(Opcodes.ISTORE, variable);
  }

  private static void countTo(MethodVisitor mv, int variable, int end, Label head) {
    mv.visitIincInsn(variable, 1);
    mv.visitVarInsn(Opcodes.ILOAD, variable);
    mv.visitIntInsn(Opcodes.BIPUSH, end);
    mv.visitJumpInsn(Opcodes.IF_ICMPLT, head);
  }

  private static void length(MethodVisitor mv) {
    mv.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/String", "<init>", "(Ljava/lang/String;)V", false);
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
  }

  private static boolean contains(byte[] woven, String text) {
    return new String(woven, StandardCharsets.ISO_8859_1).contains(text);
  }

  private static int size(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    return CodeSize.of(node.methods.get(node.methods.size() - 1)).most();
  }
}
