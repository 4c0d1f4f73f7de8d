package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Sets the principal of the thread while {@code main(String[])}, {@code run()} or {@code call()} of
 * a guest class runs.
 */
final class EntryWeaver extends ClassVisitor {
  /** Class files older than this have no frames to extend, and none that a handler needs. */
  private static final int FRAMES = Opcodes.V1_6;

  private final int number;
  private int version;
  private String owner = "";

  EntryWeaver(ClassVisitor next, int number) {
    super(Opcodes.ASM9, next);
    this.number = number;
  }

  /** Whether a name of an entry point stands in the constant pool; cheap. */
  static boolean mayHaveEntries(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == 1 && isName(reader, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(ClassReader reader, int at) {
    int length = reader.readUnsignedShort(at);
    if (length != 3 && length != 4) {
      return false;
    }
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) reader.readByte(at + 2 + i);
    }
    String name = new String(text, StandardCharsets.US_ASCII);
    return name.equals("run") || name.equals("call") || name.equals("main");
  }

  static boolean isEntry(int access, String name, String descriptor) {
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return false;
    }
    if ((access & Opcodes.ACC_STATIC) != 0) {
      return name.equals("main") && descriptor.equals("([Ljava/lang/String;)V");
    }
    return (name.equals("run") && descriptor.equals("()V"))
        || (name.equals("call") && descriptor.equals("()Ljava/lang/Object;"));
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
    if (next == null || version < FRAMES || !isEntry(access, name, descriptor)) {
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
