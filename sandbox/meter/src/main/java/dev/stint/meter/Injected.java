package dev.stint.meter;

/**
 * Names that a metered module exports and imports in addition to its own.
 *
 * <p>All exports but {@link #START} exist in every metered module. All values start at 0, so that
 * nothing loops, calls or grows before the host has set fuel, ceilings and depth.
 */
public final class Injected {
  /** Export names that begin so are refused in a guest. */
  public static final String PREFIX = "stint:";

  /**
   * {@code () -> i64}: fuel left. Below zero after an {@code unreachable} trap: the fuel was
   * exhausted. A call that returned may leave it below zero too, since its last lines without loop
   * or call are taken but not checked.
   */
  public static final String FUEL_GET = "stint:fuel-get";

  /** {@code (i64) -> ()}: sets the fuel left. */
  public static final String FUEL_SET = "stint:fuel-set";

  /** {@code () -> i32}: the ceiling of the linear memory in 64 KiB pages, unsigned. */
  public static final String CEILING_GET = "stint:ceiling-get";

  /**
   * {@code (i32) -> ()}: sets the ceiling; it may be below the present size, then only {@code
   * memory.grow(0)} succeeds.
   */
  public static final String CEILING_SET = "stint:ceiling-set";

  /**
   * {@code () -> i64}: how many memory grows the ceiling or the host denied since instantiation.
   */
  public static final String GROW_DENIED_GET = "stint:grow-denied-get";

  /**
   * {@code () -> i32}: size of the linear memory in pages, which is also its peak; 0 without a
   * memory.
   */
  public static final String PAGES_GET = "stint:pages-get";

  /** {@code () -> i64}: the ceiling of the sum of all table sizes, in elements. */
  public static final String TABLE_CEILING_GET = "stint:table-ceiling-get";

  /** {@code (i64) -> ()}: sets the table ceiling. */
  public static final String TABLE_CEILING_SET = "stint:table-ceiling-set";

  /** {@code () -> i64}: how many table grows the table ceiling denied since instantiation. */
  public static final String TABLE_DENIED_GET = "stint:table-denied-get";

  /** {@code () -> i64}: the sum of all table sizes, in elements. */
  public static final String TABLE_ELEMENTS_GET = "stint:table-elements-get";

  /** {@code () -> i32}: depth left; what a trap left behind is not given back. */
  public static final String DEPTH_GET = "stint:depth-get";

  /**
   * {@code (i32) -> ()}: sets the depth left and clears {@link #DEPTH_TRIPPED_GET}; set it before
   * every call from outside. A frame takes {@code 1 + slots / 8} units while it is active, with
   * {@code slots} = parameters + locals (a {@code v128} counts 2) + the deepest operand stack.
   * Functions that call nothing and weigh at most {@link #FREE_LEAF_UNITS} take none: leave room
   * for one of them.
   */
  public static final String DEPTH_SET = "stint:depth-set";

  /**
   * {@code () -> i32}: 1 after the depth was exhausted, which traps as {@code unreachable}; else 0.
   */
  public static final String DEPTH_TRIPPED_GET = "stint:depth-tripped-get";

  /**
   * {@code () -> ()}: the module's start function; exported only when the module has one. The host
   * calls it once, first, with fuel, ceilings and depth set.
   */
  public static final String START = "stint:start";

  /**
   * The import module of the host functions; refused in a guest. Every metered module imports both
   * functions.
   */
  public static final String HOST_MODULE = "stint:host";

  /**
   * {@code (i32 oldPages, i32 newPages) -> i32}, imported: asked before each memory grow that
   * passes the ceiling and the declared maximum; 0 denies it, anything else grants it. When the
   * engine itself then fails to grow, it is called once more with both arguments exchanged, to give
   * the pages back, and its answer is ignored.
   */
  public static final String HOST_GROW = "grow";

  /**
   * {@code () -> ()}, imported: called when the fuel went below zero. The host may set new fuel and
   * return; if the fuel is still below zero the guest traps.
   */
  public static final String HOST_FUEL = "fuel";

  /** The greatest weight of a calling-nothing function that takes no depth. */
  public static final int FREE_LEAF_UNITS = 4;

  /** Fuel of a memory grow for each page of the new size. */
  public static final int GROW_FUEL_PER_PAGE = 4_096;

  /** Bytes per unit of fuel of a bulk memory operation. */
  public static final int BULK_BYTES_PER_FUEL = 16;

  private Injected() {}
}
