package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Applies hook points to one class; methods without one are copied as they are, unparsed. */
final class PointWeaver extends ClassVisitor {
  private final List<HookPoint> points;
  private final Set<HookPoint> woven = new HashSet<>();
  private String owner = "";

  PointWeaver(ClassVisitor next, List<HookPoint> points) {
    super(Opcodes.ASM9, next);
    this.points = points;
  }

  /** The points that were found and applied. */
  Set<HookPoint> woven() {
    return woven;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    owner = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    List<HookPoint> here = new ArrayList<>();
    for (HookPoint point : points) {
      if (name.equals(point.method()) && descriptor.startsWith(point.descriptor())) {
        here.add(point);
      }
    }
    if (here.isEmpty() || next == null) {
      return next;
    }
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
      @Override
      public void visitEnd() {
        for (HookPoint point : here) {
          if (point.weave().apply(owner, this)) {
            woven.add(point);
          }
        }
        accept(next);
      }
    };
  }
}
