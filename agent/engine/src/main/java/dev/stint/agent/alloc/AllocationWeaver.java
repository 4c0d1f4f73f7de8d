package dev.stint.agent.alloc;

import dev.stint.ledger.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Places allocation sites in the methods of one guest class. */
final class AllocationWeaver extends ClassVisitor {
  private static final int MAJOR = 0xFFFF;

  private final WeaveCounts counts;
  private String className = "";
  private boolean loader;
  private boolean frames;

  AllocationWeaver(ClassVisitor next, WeaveCounts counts) {
    super(Opcodes.ASM9, next);
    this.counts = counts;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
    loader = superName != null && superName.endsWith("ClassLoader");
    frames = (version & MAJOR) >= Opcodes.V1_6;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    ClassVisitor next = cv;
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
      @Override
      public void visitEnd() {
        if (instructions.size() > 0) {
          new MethodWeaver(this, className, frames, counts).weave(defersDenials(name));
        }
        accept(next);
      }
    };
  }

  /** Where a denial would break the class for everybody: it waits until this method has ended. */
  private boolean defersDenials(String method) {
    return method.equals("<clinit>")
        || (loader && (method.equals("loadClass") || method.equals("findClass")));
  }
}
