package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Sets the principal of the thread while an entry point of a guest class runs. */
final class EntryWeaver extends ClassVisitor {
  /** Class files older than this have no frames to extend, and none that a handler needs. */
  private static final int FRAMES = Opcodes.V1_6;

  private final int number;
  private final boolean ofSpi;
  private int version;
  private String owner = "";

  EntryWeaver(ClassVisitor next, int number, boolean ofSpi) {
    super(Opcodes.ASM9, next);
    this.number = number;
    this.ofSpi = ofSpi;
  }

  @Override
  public void visit(
      int classVersion,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    version = classVersion & 0xFFFF;
    owner = name;
    super.visit(classVersion, access, name, signature, superName, interfaces);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (next == null || version < FRAMES || !EntryPoints.isEntry(ofSpi, access, name, descriptor)) {
      return next;
    }
    return new Entry(next, access, name, descriptor, signature, exceptions);
  }

  /** Collects one method, changes it and passes it on. */
  private final class Entry extends MethodNode {
    private final MethodVisitor next;

    Entry(
        MethodVisitor next,
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      super(Opcodes.ASM9, access, name, descriptor, signature, exceptions);
      this.next = next;
    }

    @Override
    public void visitEnd() {
      new Around()
          .token(SiteCall.numbered("EntrySites.enter", number))
          .returned("EntrySites.exit", Arg.TOKEN)
          .thrown("EntrySites.exit", Arg.TOKEN)
          .apply(owner, this);
      accept(next);
    }
  }
}
