package dev.stint.agent.alloc.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Code of many shapes, whose results must not change by weaving. */
public final class Shapes implements Supplier<String> {
  private static final int[] TABLE = new int[300];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      TABLE[i] = Integer.toString(i * 31).hashCode();
    }
  }

  record Pair(Object left, Object right) {}

  private static final class Node {
    final String name;
    final int depth;

    Node(String name, int depth) {
      this.name = name;
      this.depth = depth;
    }

    Node(boolean deep, long a, double b) {
      this(deep ? new String("deep" + a) : "flat" + b, deep ? (int) a : new int[] {3}[0]);
    }
  }

  @Override
  public String get() {
    List<String> out = new ArrayList<>();
    out.add(loops(17));
    out.add(conditionalConstructor(3) + conditionalConstructor(4));
    out.add(tryFinally(0) + tryFinally(1) + tryFinally(2));
    out.add(switches("b") + switches("zz") + switches(""));
    out.add(arrays(5));
    out.add(multi(2, 3, 4));
    out.add(lambdas(10));
    out.add(negative());
    out.add(wide(7L, 2.5, 'x'));
    out.add(Integer.toString(Arrays.hashCode(TABLE)));
    out.add(nestedNew(true) + nestedNew(false));
    out.add(synchronizedBlock("lock"));
    out.add(continues());
    return String.join("|", out);
  }

  private static String loops(int n) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    do {
      for (int k = 0; k < i; k++) {
        text.append(new Pair(k, i));
      }
      i += 5;
    } while (i < n);
    List<Integer> numbers = new ArrayList<>();
    while (numbers.size() < n) {
      numbers.add(numbers.size() * 1000);
    }
    return text + numbers.toString();
  }

  private static String conditionalConstructor(int n) {
    Node node = new Node(n > 3 ? new String("big" + n) : n == 3 ? "three" : null, n);
    Node other = new Node(n % 2 == 0, n, n * 1.5);
    return node.name + node.depth + other.name + other.depth;
  }

  private static String tryFinally(int how) {
    StringBuilder log = new StringBuilder();
    try {
      try {
        Object o = how == 1 ? new int[-1] : new int[1];
        log.append(((int[]) o).length);
        if (how == 2) {
          throw new IllegalStateException(new String("two"));
        }
        return log.append('r').toString();
      } catch (NegativeArraySizeException e) {
        log.append(new String("n") + e.getMessage());
      } finally {
        log.append(new char[] {'f'});
      }
    } catch (IllegalStateException e) {
      return log + e.getMessage();
    }
    return log.toString();
  }

  @SuppressWarnings("fallthrough")
  private static String switches(String key) {
    String first =
        switch (key) {
          case "a" -> new String("A");
          case "b" -> {
            int sum = 0;
            for (byte b : new byte[] {1, 2, 3}) {
              sum += b;
            }
            yield "B" + sum;
          }
          default -> key.isEmpty() ? new String() : key + new Pair(key, 1);
        };
    switch (key.length()) {
      case 0:
        return first + new Object().getClass();
      case 1:
        first += new StringBuilder().append('1');
      // falls through
      default:
        return first;
    }
  }

  private static String arrays(int n) {
    boolean[] z = new boolean[n];
    byte[] b = new byte[n];
    char[] c = new char[n];
    short[] s = new short[n];
    int[] i = new int[n];
    long[] j = new long[n];
    float[] f = new float[n];
    double[] d = new double[n];
    String[] t = new String[n];
    Object[][] o = new Object[n][];
    j[1] = 1L << 40;
    d[2] = Math.PI;
    return Arrays.toString(z)
        + Arrays.toString(b)
        + c.length
        + s.length
        + Arrays.toString(i)
        + Arrays.toString(j)
        + Arrays.toString(f)
        + Arrays.toString(d)
        + Arrays.toString(t)
        + Arrays.toString(o);
  }

  private static String multi(int a, int b, int c) {
    int[][] two = new int[a][b];
    long[][][] three = new long[a][b][c];
    String[][][][] four = new String[a][b][c][];
    double[][][] zero = new double[a][0][c];
    two[1][2] = 5;
    three[1][2][3] = 6;
    return Arrays.deepToString(two)
        + Arrays.deepToString(three)
        + Arrays.deepToString(four)
        + Arrays.deepToString(zero);
  }

  private static String lambdas(int n) {
    TreeMap<String, Integer> map = new TreeMap<>();
    Runnable filler =
        () -> {
          for (int i = 0; i < n; i++) {
            map.put("k" + i, i);
          }
        };
    filler.run();
    map.replaceAll((k, v) -> new int[] {v, v + 1}[1]);
    Supplier<Node> made = () -> new Node(n > 5, n, 1);
    return map + made.get().name;
  }

  private static String negative() {
    StringBuilder log = new StringBuilder();
    try {
      log.append(new int[3][-2].length);
    } catch (NegativeArraySizeException e) {
      log.append(e.getMessage());
    }
    try {
      log.append(new Object[-7].length);
    } catch (NegativeArraySizeException e) {
      log.append(e.getMessage());
    }
    return log.toString();
  }

  private static String wide(long a, double b, char c) {
    long total = 0;
    for (long i = 0; i < a; i++) {
      double scaled = i * b;
      if (scaled > 5) {
        long inner = new long[] {i, (long) scaled}[1];
        total += inner;
      } else {
        String text = new String(new char[] {c});
        total += text.length();
      }
    }
    return Long.toString(total);
  }

  private static String nestedNew(boolean flag) {
    Pair pair = new Pair(new Pair(flag ? new Node("x", 1).name : 2, new Object[2].length), flag);
    return pair.toString();
  }

  private static String synchronizedBlock(Object lock) {
    synchronized (lock) {
      return new Pair(lock, new int[2].length).toString();
    }
  }

  private static String continues() {
    StringBuilder text = new StringBuilder();
    outer:
    for (int i = 0; i < 6; i++) {
      for (int k = 0; ; k++) {
        if (k == i) {
          continue outer;
        }
        if (k > 3) {
          break outer;
        }
        if (k == 2) {
          text.append(new Pair(i, k));
        }
        text.append(k);
      }
    }
    return text.toString();
  }
}
