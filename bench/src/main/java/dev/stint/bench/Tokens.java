package dev.stint.bench;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Arrays;

/** Many reservations of one session, held all at once and released again. */
final class Tokens {
  private static final int ROUNDS = 5;

  private final Scope session =
      new Graph().chain("alice", 3, Resource.THREADS, Limit.hard(1L << 40));
  private final Reservation[] tokens;
  private final double[] reserve = new double[ROUNDS];
  private final double[] release = new double[ROUNDS];
  private double bytesEach;

  Tokens(int count) {
    tokens = new Reservation[count];
  }

  void run() {
    for (int round = 0; round < ROUNDS; round++) {
      long before = Heap.used();
      reserve[round] = reserveAll();
      // Later rounds find ended ones of the round before, which the ledger has not sorted out yet.
      double each = (Heap.used() - before) / (double) tokens.length;
      bytesEach = Math.max(bytesEach, each);
      release[round] = releaseAll();
    }
    Arrays.sort(reserve);
    Arrays.sort(release);
  }

  private double reserveAll() {
    long start = System.nanoTime();
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = session.reserve(Resource.THREADS, 1).orThrow();
      tokens[i].commit();
    }
    return (System.nanoTime() - start) / (double) tokens.length;
  }

  private double releaseAll() {
    long start = System.nanoTime();
    for (Reservation token : tokens) {
      token.release();
    }
    double nanos = (System.nanoTime() - start) / (double) tokens.length;
    Arrays.fill(tokens, null);
    return nanos;
  }

  /** Without the reference that the holder keeps to it. */
  double bytesEach() {
    return bytesEach;
  }

  double reserveNanos() {
    return reserve[ROUNDS / 2];
  }

  double releaseNanos() {
    return release[ROUNDS / 2];
  }
}
