package dev.stint.bench;

import com.google.common.util.concurrent.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What others do in one level: acquire alone, acquire and release, and a refusal, all without
 * waiting and each shared by all threads. A level of theirs knows one number; it has no parent.
 */
@State(Scope.Benchmark)
public class PeerBenchmark {
  private static final long PER_SECOND = 1_000_000_000;

  private final Semaphore semaphore = new Semaphore(1_000_000);
  private final Semaphore emptySemaphore = new Semaphore(0);
  private final Bucket bucket = bucket(PER_SECOND, Duration.ofSeconds(1));
  private final Bucket emptyBucket = bucket(1, Duration.ofDays(300));
  private final io.github.resilience4j.ratelimiter.RateLimiter cycles =
      cycles(Integer.MAX_VALUE, Duration.ofMillis(100));
  private final io.github.resilience4j.ratelimiter.RateLimiter spentCycles =
      cycles(1, Duration.ofDays(300));
  private final Bulkhead bulkhead = bulkhead(1_000_000);
  private final Bulkhead fullBulkhead = bulkhead(0);

  @SuppressWarnings("UnstableApiUsage")
  private final RateLimiter guava = RateLimiter.create(1e12);

  @SuppressWarnings("UnstableApiUsage")
  private final RateLimiter spentGuava = RateLimiter.create(1e-6);

  public PeerBenchmark() {
    emptyBucket.tryConsume(1);
    spentCycles.acquirePermission();
    spentGuava.tryAcquire();
  }

  @Benchmark
  public boolean semaphoreAcquireRelease() {
    boolean acquired = semaphore.tryAcquire();
    semaphore.release();
    return acquired;
  }

  @Benchmark
  public boolean semaphoreRejected() {
    return emptySemaphore.tryAcquire();
  }

  @Benchmark
  public boolean bucket4jAcquire() {
    return bucket.tryConsume(1);
  }

  @Benchmark
  public boolean bucket4jAcquireRelease() {
    boolean acquired = bucket.tryConsume(1);
    bucket.addTokens(1);
    return acquired;
  }

  @Benchmark
  public boolean bucket4jRejected() {
    return emptyBucket.tryConsume(1);
  }

  @Benchmark
  public boolean resilienceRateLimiterAcquire() {
    return cycles.acquirePermission();
  }

  @Benchmark
  public boolean resilienceRateLimiterRejected() {
    return spentCycles.acquirePermission();
  }

  @Benchmark
  public boolean resilienceBulkheadAcquireRelease() {
    boolean acquired = bulkhead.tryAcquirePermission();
    bulkhead.onComplete();
    return acquired;
  }

  @Benchmark
  public boolean resilienceBulkheadRejected() {
    return fullBulkhead.tryAcquirePermission();
  }

  @Benchmark
  public boolean guavaRateLimiterAcquire() {
    return guava.tryAcquire();
  }

  @Benchmark
  public boolean guavaRateLimiterRejected() {
    return spentGuava.tryAcquire();
  }

  private static Bucket bucket(long tokens, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, period))
        .build();
  }

  private static io.github.resilience4j.ratelimiter.RateLimiter cycles(int calls, Duration period) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(calls)
            .limitRefreshPeriod(period)
            .timeoutDuration(Duration.ZERO)
            .build();
    return io.github.resilience4j.ratelimiter.RateLimiter.of("bench", config);
  }

  private static Bulkhead bulkhead(int calls) {
    BulkheadConfig config =
        BulkheadConfig.custom().maxConcurrentCalls(calls).maxWaitDuration(Duration.ZERO).build();
    return Bulkhead.of("bench", config);
  }
}
