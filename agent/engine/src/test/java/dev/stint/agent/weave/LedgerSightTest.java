package dev.stint.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerSightTest {
  private final LedgerSight sight = new LedgerSight();

  @Test
  void loaderThatDoesNotAskItsParent_isBlind_andNamedOnce() {
    ClassLoader blind =
        new ClassLoader(null) {
          @Override
          public Class<?> loadClass(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
          }
        };

    assertThat(sight.seesLedger(blind)).isFalse();
    assertThat(sight.seesLedger(blind)).isFalse();
    assertThat(sight.seesLedger(getClass().getClassLoader())).isTrue();
    assertThat(sight.blind()).containsExactly(blind.getClass().getName());
  }

  /** One thread loads a class and holds its loader's lock, another asks that loader. */
  @Test
  void loaderWhoseLockIsHeldByAThreadThatComesHereToo_doesNotDeadlock() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    ClassLoader locking =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          public Class<?> loadClass(String name) throws ClassNotFoundException {
            asked.countDown();
            awaitQuietly(held);
            synchronized (this) {
              return super.loadClass(name);
            }
          }
        };
    ClassLoader other = new ClassLoader(getClass().getClassLoader()) {};
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> asker = pool.submit(() -> sight.seesLedger(locking));
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      Future<Boolean> loading =
          pool.submit(
              () -> {
                synchronized (locking) {
                  held.countDown();
                  return sight.seesLedger(other);
                }
              });

      assertThat(loading.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(asker.get(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
