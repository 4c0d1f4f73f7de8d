package dev.stint.meter;

/** What {@link MeterOptions} bounds at admission, with the default. */
public enum Bound {
  MODULE_BYTES("module bytes", 64 << 20),
  TYPES("types", 10_000),
  /** Parameters of one function type, and likewise its results. */
  TYPE_VALUES("type values", 1_000),
  IMPORTS("imports", 2_000),
  /** Functions that the module defines. */
  FUNCTIONS("functions", 200_000),
  TABLES("tables", 16),
  /** Sum of the initial sizes of all tables. */
  TABLE_ELEMENTS("table elements", 1_000_000),
  /** Initial pages of the linear memory, 64 KiB each. */
  MEMORY_PAGES("memory pages", 32_767),
  GLOBALS("globals", 100_000),
  EXPORTS("exports", 100_000),
  ELEMENT_SEGMENTS("element segments", 100_000),
  DATA_SEGMENTS("data segments", 100_000),
  /** Sum of the contents of all data segments. */
  DATA_BYTES("data bytes", 64 << 20),
  /** One import or export name, in bytes. */
  NAME_BYTES("name bytes", 4_096),
  FUNCTION_BYTES("function bytes", 4 << 20),
  /** Parameters and locals of one function. */
  LOCALS("locals", 20_000),
  /** Values on the operand stack of one function. */
  OPERANDS("operands", 20_000),
  /** Blocks open at one point of a function. */
  NESTING("nesting", 5_000),
  /** Labels of one {@code br_table}. */
  BRANCH_LABELS("br_table labels", 65_520),
  /** All function bodies after rewriting: a body of nothing but calls grows about twentyfold. */
  METERED_BYTES("metered bytes", 160 << 20);

  private final String text;
  private final long amount;

  Bound(String text, long amount) {
    this.text = text;
    this.amount = amount;
  }

  /** The amount in {@link MeterOptions#defaults()}. */
  public long defaultAmount() {
    return amount;
  }

  /** The words used in messages. */
  @Override
  public String toString() {
    return text;
  }
}
