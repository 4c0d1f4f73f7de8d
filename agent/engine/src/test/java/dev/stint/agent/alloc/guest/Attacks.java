package dev.stint.agent.alloc.guest;

import java.util.ArrayList;
import java.util.List;

/** Loops that allocate until they are stopped; each is one road to the heap. */
public final class Attacks {
  static volatile Object sink;

  private Attacks() {}

  public static void smallObjects(long rounds) {
    for (long i = 0; i < rounds; i++) {
      sink = new Object[1];
    }
  }

  public static void builders(long rounds) {
    for (long i = 0; i < rounds; i++) {
      sink = new StringBuilder().append("some text and ").append(i).toString();
    }
  }

  /** No site of its own in the loop. */
  public static void listOnly(long rounds) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      list.add(i);
      if (list.size() > 100_000) {
        list.clear();
      }
    }
    sink = list;
  }

  /** A site that is never met must not hide the loop. */
  public static void hiddenBySite(long rounds) {
    for (int i = 0; i < rounds; i++) {
      sink = Integer.toString(i);
      if (i < 0) {
        sink = new Object();
      }
    }
  }

  public static void huge(long bytes) {
    sink = new byte[(int) bytes];
  }

  public static void hugeNested(long bytes) {
    sink = new byte[(int) (bytes >> 10)][1 << 10];
  }

  public static void hugeRepeat(long bytes) {
    sink = "ab".repeat((int) (bytes / 2));
  }

  public static void hugeList(long bytes) {
    sink = new ArrayList<Object>((int) (bytes / 4));
  }

  public static void hugeCopy(long bytes) {
    sink = java.util.Arrays.copyOf(new byte[8], (int) bytes);
  }

  public static void hugeBuilder(long bytes) {
    StringBuilder text = new StringBuilder("x");
    text.setLength((int) bytes);
    sink = text;
  }

  public static void manyEmptyArrays(long rows) {
    sink = new int[(int) rows][1000][0];
  }

  public static void doubling(long rounds) {
    byte[] data = new byte[16];
    for (long i = 0; i < rounds; i++) {
      byte[] more = new byte[data.length * 2];
      System.arraycopy(data, 0, more, 0, data.length);
      data = more;
    }
    sink = data;
  }

  public static void mediumArrays(long rounds) {
    for (long i = 0; i < rounds; i++) {
      sink = new byte[10_000 + (int) (i & 1023)];
    }
  }

  /** Goes on after each denial; returns how many it met. */
  public static long stubborn(long denials) {
    long met = 0;
    while (met < denials) {
      try {
        sink = new byte[100];
      } catch (Throwable denied) {
        met++;
      }
    }
    return met;
  }

  /** A denial must not be denied while it is handled. */
  public static String cleansUp(long rounds) {
    StringBuilder log = new StringBuilder();
    try {
      for (long i = 0; i < rounds; i++) {
        sink = new byte[100];
      }
    } catch (RuntimeException denied) {
      for (int i = 0; i < 1000; i++) {
        sink = new byte[100];
      }
      log.append("cleaned");
    } finally {
      sink = new byte[200];
      log.append(" up");
    }
    return log.toString();
  }

  /** Overflows the stack again and again, with a site in every frame. */
  public static long overflows(long times) {
    long met = 0;
    for (long i = 0; i < times; i++) {
      try {
        met += depth(new int[1]);
      } catch (StackOverflowError expected) {
        met++;
      }
    }
    return met;
  }

  private static long depth(int[] before) {
    return depth(new int[before.length]) + 1;
  }

  /** Its initialiser allocates more than the principal has. */
  public static final class Heavy {
    public static final int SIZE;

    static {
      List<byte[]> all = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        all.add(new byte[100]);
      }
      SIZE = all.size();
    }

    private Heavy() {}
  }

  public static long heavyInitialiser(long ignored) {
    return Heavy.SIZE;
  }
}
