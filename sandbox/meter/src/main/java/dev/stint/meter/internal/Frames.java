package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleRefused;
import java.util.Arrays;

/**
 * The open blocks of a body and the height of its operand stack. Mutable, one thread, reused for
 * each body.
 */
final class Frames {
  static final int FUNCTION = 0;
  static final int BLOCK = 1;
  static final int LOOP = 2;
  static final int IF = 3;
  static final int ELSE = 4;

  private final MeterOptions options;
  private int[] kinds = new int[32];
  private int[] bases = new int[32];
  private int[] params = new int[32];
  private int[] results = new int[32];
  private boolean[] targeted = new boolean[32];
  private boolean[] unreachable = new boolean[32];
  private int open;
  private int height;
  private int greatestHeight;

  Frames(MeterOptions options) {
    this.options = options;
  }

  void begin(int functionResults) {
    open = 0;
    height = 0;
    greatestHeight = 0;
    add(FUNCTION, 0, functionResults);
  }

  int open() {
    return open;
  }

  int kind() {
    return kinds[open - 1];
  }

  int greatestHeight() {
    return greatestHeight;
  }

  /** Whether a branch goes to the label of the innermost block. */
  boolean isTargeted() {
    return targeted[open - 1];
  }

  boolean isUnreachable() {
    return unreachable[open - 1];
  }

  void pop(int count, int offset) throws ModuleRefused {
    int top = open - 1;
    height -= count;
    if (height < bases[top]) {
      if (!unreachable[top]) {
        throw Refusals.invalid(offset, "operand stack is empty");
      }
      height = bases[top];
    }
  }

  void push(int count, int offset) throws ModuleRefused {
    height += count;
    if (height > greatestHeight) {
      greatestHeight = height;
      Refusals.check(Bound.OPERANDS, height, offset, options);
    }
  }

  void enter(int kind, int params, int results, int offset) throws ModuleRefused {
    pop(params, offset);
    Refusals.check(Bound.NESTING, open, offset, options);
    add(kind, params, results);
    push(params, offset);
  }

  void otherwise(int offset) throws ModuleRefused {
    int top = open - 1;
    if (kinds[top] != IF) {
      throw Refusals.malformed(offset, "else without if");
    }
    requireResults(offset);
    kinds[top] = ELSE;
    unreachable[top] = false;
    height = bases[top];
    push(params[top], offset);
  }

  void leave(int offset) throws ModuleRefused {
    requireResults(offset);
    int top = --open;
    if (kinds[top] == IF && params[top] != results[top]) {
      throw Refusals.invalid(offset, "if without else changes the operand stack");
    }
    height = bases[top];
    push(results[top], offset);
  }

  /** Pops what a branch to the label takes, and returns how many values that is. */
  int branch(int label, int offset) throws ModuleRefused {
    if (label >= open) {
      throw Refusals.invalid(offset, "unknown label [" + label + "]");
    }
    int target = open - 1 - label;
    targeted[target] = true;
    int values = kinds[target] == LOOP ? params[target] : results[target];
    pop(values, offset);
    return values;
  }

  /** Nothing after this runs, up to the end of the innermost block. */
  void stop() {
    int top = open - 1;
    unreachable[top] = true;
    height = bases[top];
  }

  private void requireResults(int offset) throws ModuleRefused {
    int top = open - 1;
    int left = height - bases[top];
    if (left > results[top] || left < results[top] && !unreachable[top]) {
      throw Refusals.invalid(
          offset, "block ends with [" + left + "] values, declared [" + results[top] + "]");
    }
  }

  private void add(int kind, int paramCount, int resultCount) {
    if (open == kinds.length) {
      grow();
    }
    kinds[open] = kind;
    bases[open] = height;
    params[open] = paramCount;
    results[open] = resultCount;
    targeted[open] = false;
    unreachable[open] = false;
    open++;
  }

  private void grow() {
    int size = kinds.length * 2;
    kinds = Arrays.copyOf(kinds, size);
    bases = Arrays.copyOf(bases, size);
    params = Arrays.copyOf(params, size);
    results = Arrays.copyOf(results, size);
    targeted = Arrays.copyOf(targeted, size);
    unreachable = Arrays.copyOf(unreachable, size);
  }
}
