package dev.stint.agent.weave;

import org.objectweb.asm.ClassVisitor;

/** Adds to the weaving of guest classes. Called by class loading: must not load guest classes. */
public interface GuestWeaver {
  /** A visitor that passes on to {@code next}; frames come in expanded form. */
  ClassVisitor weave(ClassVisitor next, String internalName, ClassLoader loader);
}
