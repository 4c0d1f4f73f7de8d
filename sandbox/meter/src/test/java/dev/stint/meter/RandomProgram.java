package dev.stint.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random programs that end: loops share a budget, and functions call only earlier ones. */
final class RandomProgram {
  static final int FUNCTIONS = 5;
  private static final String[] OPERATORS = {"add", "sub", "mul", "xor", "and", "lt_s", "eq"};

  private final Random random;
  private int function;
  private int labels;
  private int left;

  RandomProgram(Random random) {
    this.random = random;
  }

  String write() {
    StringBuilder text =
        new StringBuilder("(module (memory 1) (table funcref (elem $f0 $f1))")
            .append("(type $t (func (param i32 i32) (result i32)))")
            .append("(global $budget (mut i32) (i32.const 0))")
            .append("(func (export \"budget\") (param i32) (global.set $budget (local.get 0)))");
    for (function = 0; function < FUNCTIONS; function++) {
      left = 40;
      text.append("(func $f").append(function);
      text.append(" (export \"f").append(function).append("\") (type $t) (local i32)");
      text.append("(block ").append(nested(0)).append(")").append(expression(0)).append(")\n");
    }
    return text.append(")").toString();
  }

  private String statements(int depth) {
    List<String> statements = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      statements.add(statement(depth));
    }
    return String.join(" ", statements);
  }

  private String statement(int depth) {
    if (depth > 5 || left-- < 0) {
      return "(nop)";
    }
    switch (random.nextInt(14)) {
      case 0:
        return "(if " + expression(0) + "(then " + nested(depth) + "))";
      case 1:
        return "(if %s (then %s) (else %s))".formatted(expression(0), nested(depth), nested(depth));
      case 2:
        return "(block " + nested(depth) + ")";
      case 3:
      case 4:
        return loop(depth);
      case 5:
        return "(br_if " + label() + " " + expression(0) + ")";
      case 6:
        return "(block (br_table %d %d %d %s))".formatted(label(), 0, label(), expression(0));
      case 7:
        return "(if %s (then (br %d)))".formatted(expression(0), label());
      case 8:
        return "(if %s (then (return %s)))".formatted(expression(0), expression(0));
      case 9:
        return "(drop " + expression(0) + ")";
      default:
        return "(local.set " + random.nextInt(3) + " " + expression(0) + ")";
    }
  }

  private String nested(int depth) {
    labels++;
    String text = statements(depth + 1);
    labels--;
    return text;
  }

  private String loop(int depth) {
    String head =
        "(global.set $budget (i32.sub (global.get $budget) (i32.const 1)))"
            + "(if (i32.lt_s (global.get $budget) (i32.const 0)) (then (return (i32.const 77))))";
    return "(loop " + head + nested(depth) + " (br_if 0 " + expression(0) + "))";
  }

  /** A label without values: every statement lies in at least one block. */
  private int label() {
    return random.nextInt(labels);
  }

  /** At most four operands deep, so that a frame stays below eight slots. */
  private String expression(int depth) {
    if (depth > 1) {
      return leaf();
    }
    switch (random.nextInt(8)) {
      case 0:
        return "(select " + expression(depth + 1) + leaf() + leaf() + ")";
      case 1:
        return function == 0
            ? leaf()
            : "(call $f%d %s %s)"
                .formatted(random.nextInt(function), expression(depth + 1), leaf());
      case 2:
        return function < 2
            ? leaf()
            : "(call_indirect (type $t) %s %s (i32.const %d))"
                .formatted(leaf(), expression(depth + 1), random.nextInt(2));
      case 3:
        return valueBlock(depth);
      case 4:
        return leaf();
      default:
        return "(i32.%s %s %s)"
            .formatted(
                OPERATORS[random.nextInt(OPERATORS.length)],
                expression(depth + 1),
                expression(depth + 1));
    }
  }

  private String valueBlock(int depth) {
    String then = random.nextBoolean() ? "(br 1 " + leaf() + ")" : leaf();
    return "(block (result i32) (if (result i32) %s (then %s) (else %s)))"
        .formatted(expression(depth + 1), then, leaf());
  }

  private String leaf() {
    return random.nextBoolean()
        ? "(local.get " + random.nextInt(3) + ")"
        : "(i32.const " + (random.nextInt(20) - 5) + ")";
  }
}
