package dev.stint.agent.weave;

import org.objectweb.asm.tree.MethodNode;

/** A change of one method. The method's frames are in expanded form. */
interface Weave {
  /** Changes the method; false when it does not have the shape that this needs. */
  boolean apply(String owner, MethodNode method);
}
