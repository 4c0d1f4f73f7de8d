package dev.stint.guests;

/**
 * Prints how many prime numbers there are up to N, and the largest: {@code primes N}, with N from 2
 * to 1,000,000.
 *
 * <p>Work and memory grow with N, which makes it a load of known size. Other arguments: usage on
 * standard error, status 2.
 */
public final class Primes {
  private static final int LARGEST_N = 1_000_000;
  private static final int USAGE_STATUS = 2;

  private Primes() {}

  public static void main(String[] args) {
    int n = args.length == 1 ? parse(args[0]) : -1;
    if (n < 2 || n > LARGEST_N) {
      System.err.println("usage: primes N, N from 2 to " + LARGEST_N);
      Wasi.exit(USAGE_STATUS);
      return;
    }
    print(sieve(n));
  }

  private static int parse(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean[] sieve(int n) {
    boolean[] composite = new boolean[n + 1];
    for (int i = 2; i * i <= n; i++) {
      if (!composite[i]) {
        for (int j = i * i; j <= n; j += i) {
          composite[j] = true;
        }
      }
    }
    return composite;
  }

  private static void print(boolean[] composite) {
    int count = 0;
    int largest = 0;
    for (int i = 2; i < composite.length; i++) {
      if (!composite[i]) {
        count++;
        largest = i;
      }
    }
    System.out.println("primes " + count);
    System.out.println("largest " + largest);
  }
}
