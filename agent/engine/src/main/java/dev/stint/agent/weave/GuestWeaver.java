package dev.stint.agent.weave;

import dev.stint.ledger.Nullable;
import org.objectweb.asm.ClassVisitor;

/** Adds to the weaving of guest classes. Called by class loading: must not load guest classes. */
public interface GuestWeaver {
  /** A visitor that passes on to {@code next}, or null to leave the class; frames are expanded. */
  @Nullable
  ClassVisitor weave(ClassVisitor next, String internalName, ClassLoader loader);
}
