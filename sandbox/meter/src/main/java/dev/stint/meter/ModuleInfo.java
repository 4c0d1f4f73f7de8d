package dev.stint.meter;

import java.util.List;
import java.util.SortedSet;

/**
 * What the original module declares; nothing injected is listed.
 *
 * @param memoryInitialPages 64 KiB each; 0 without a memory
 * @param memoryMaximumPages as declared, -1 when the module declares none
 * @param functionCount functions the module defines, imports not counted
 * @param codeBytes size of all function bodies
 * @param dataBytes contents of all data segments
 * @param largestFrameUnits the greatest depth weight of its functions, see {@link
 *     Injected#DEPTH_SET}
 * @param features names of the extensions of WebAssembly 1.0 that the module uses, such as {@code
 *     bulk-memory} or {@code simd}
 */
public record ModuleInfo(
    List<Import> imports,
    List<Export> exports,
    boolean hasMemory,
    long memoryInitialPages,
    long memoryMaximumPages,
    List<Table> tables,
    boolean hasStart,
    int typeCount,
    int functionCount,
    int globalCount,
    long codeBytes,
    long dataBytes,
    long originalBytes,
    long meteredBytes,
    int largestFrameUnits,
    SortedSet<String> features) {

  /** The four kinds of imports and exports. */
  public enum Kind {
    FUNCTION,
    TABLE,
    MEMORY,
    GLOBAL
  }

  /**
   * {@code type} is text such as {@code (i32, i64) -> (i32)}, {@code funcref 10..20}, {@code 1..16}
   * or {@code mut i32}.
   */
  public record Import(String module, String name, Kind kind, String type) {}

  /** See {@link Import} for {@code type}. */
  public record Export(String name, Kind kind, String type) {}

  /** A table, imported or defined; {@code maximum} is -1 when the module declares none. */
  public record Table(String elementType, long initial, long maximum) {}
}
