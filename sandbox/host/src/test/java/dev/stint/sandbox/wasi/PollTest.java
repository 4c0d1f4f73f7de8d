package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PollTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long SUBSCRIPTIONS = 0x1000;
  private static final long EVENTS = 0x4000;
  private static final int CLOCK = 0;
  private static final int READ = 1;
  private static final int WRITE = 2;

  @Test
  void poll_clock_virtualTimePassesAtOnce() throws IOException {
    try (Guest guest = virtual()) {
      long before = monotonic(guest);
      clock(guest, 0, 77, 1, 3600 * SECOND, false);

      assertThat(poll(guest, 1)).isEqualTo(Errno.SUCCESS);

      assertThat(guest.outInt()).isEqualTo(1);
      assertEvent(guest, 0, 77, Errno.SUCCESS, CLOCK);
      assertThat(monotonic(guest) - before).isEqualTo(3600 * SECOND + 1);
    }
  }

  @Test
  void poll_twoClocks_onlyTheEarlierIsDue() throws IOException {
    try (Guest guest = virtual()) {
      clock(guest, 0, 1, 1, 2 * SECOND, false);
      clock(guest, 1, 2, 1, SECOND, false);

      assertThat(poll(guest, 2)).isEqualTo(Errno.SUCCESS);

      assertThat(guest.outInt()).isEqualTo(1);
      assertEvent(guest, 0, 2, Errno.SUCCESS, CLOCK);
    }
  }

  @Test
  void poll_absoluteTime_waitsForTheDifference() throws IOException {
    try (Guest guest = virtual()) {
      long before = monotonic(guest);
      clock(guest, 0, 5, 1, before + SECOND, true);
      clock(guest, 1, 6, 1, 0, true);

      poll(guest, 1);
      assertThat(monotonic(guest)).isEqualTo(before + SECOND + 1);

      poll(guest, 2);
      assertThat(guest.outInt()).isEqualTo(2);
    }
  }

  @Test
  void poll_descriptorAndClock_doesNotWait() throws IOException {
    try (Guest guest = virtual()) {
      long before = monotonic(guest);
      clock(guest, 0, 1, 1, 3600 * SECOND, false);
      descriptor(guest, 1, 2, READ, 0);
      descriptor(guest, 2, 3, WRITE, 1);
      descriptor(guest, 3, 4, READ, 99);

      assertThat(poll(guest, 4)).isEqualTo(Errno.SUCCESS);

      assertThat(guest.outInt()).isEqualTo(3);
      assertEvent(guest, 0, 2, Errno.SUCCESS, READ);
      assertEvent(guest, 1, 3, Errno.SUCCESS, WRITE);
      assertEvent(guest, 2, 4, Errno.BADF, READ);
      assertThat(monotonic(guest) - before).isEqualTo(1);
    }
  }

  @Test
  void poll_unknownClock_isAnEventWithAnError() throws IOException {
    try (Guest guest = virtual()) {
      clock(guest, 0, 1, 17, SECOND, false);

      assertThat(poll(guest, 1)).isEqualTo(Errno.SUCCESS);
      assertEvent(guest, 0, 1, Errno.INVAL, CLOCK);
    }
  }

  @Test
  void poll_countsAndAddresses_areChecked() throws IOException {
    try (Guest guest = virtual()) {
      assertThat(poll(guest, 0)).isEqualTo(Errno.INVAL);
      assertThat(poll(guest, Poll.SUBSCRIPTIONS_LIMIT + 1)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("poll_oneoff", Guest.OUTSIDE, EVENTS, 1, Guest.OUT))
          .isEqualTo(Errno.FAULT);
      assertThat(guest.call("poll_oneoff", SUBSCRIPTIONS, Guest.OUTSIDE, 1, Guest.OUT))
          .isEqualTo(Errno.FAULT);
      descriptor(guest, 0, 1, 3, 0);
      assertThat(poll(guest, 1)).isEqualTo(Errno.INVAL);
    }
  }

  @Test
  void poll_systemClock_waitsAtLeastTheTime() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      clock(guest, 0, 1, 1, 2_000_000, false);
      long before = System.nanoTime();

      assertThat(poll(guest, 1)).isEqualTo(Errno.SUCCESS);
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(2_000_000);
    }
  }

  @Test
  void poll_hugeTimeout_endsWhenTheThreadIsInterrupted() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    WasiConfig config = WasiConfig.builder().guard(function -> entered.countDown()).build();
    try (Guest guest = new Guest(config)) {
      clock(guest, 0, 1, 1, -1L, false);
      Thread thread =
          new Thread(
              () -> {
                try {
                  poll(guest, 1);
                } catch (RuntimeException e) {
                  end.set(Thread.currentThread().isInterrupted() ? e : null);
                }
              });
      thread.start();
      entered.await();
      thread.interrupt();
      thread.join();
    }
    assertThat(end.get())
        .isInstanceOf(InterruptedGuest.class)
        .hasMessage("guest interrupted in a host call");
  }

  @Test
  void poll_virtualClockOfAnInterruptedThread_endsTheGuest() throws IOException {
    try (Guest guest = virtual()) {
      clock(guest, 0, 1, 1, SECOND, false);
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> poll(guest, 1)).isInstanceOf(InterruptedGuest.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  private static Guest virtual() throws IOException {
    return new Guest(WasiConfig.builder().clock(WasiClock.virtual(0, 1)).build());
  }

  private static long monotonic(Guest guest) {
    guest.call("clock_time_get", 1, 0, 32);
    return guest.memory.getLong(32);
  }

  private static void clock(
      Guest guest, int index, long userdata, int id, long timeout, boolean absolute) {
    long at = descriptor(guest, index, userdata, CLOCK, id);
    guest.memory.putLong(at + 24, timeout);
    guest.memory.putLong(at + 32, 0);
    guest.memory.putLong(at + 40, absolute ? 1 : 0);
  }

  private static long descriptor(Guest guest, int index, long userdata, int tag, int number) {
    long at = SUBSCRIPTIONS + 48L * index;
    guest.memory.putLong(at, userdata);
    guest.memory.putLong(at + 8, tag);
    guest.memory.putLong(at + 16, number);
    return at;
  }

  private static Errno poll(Guest guest, int count) {
    return guest.call("poll_oneoff", SUBSCRIPTIONS, EVENTS, count, Guest.OUT);
  }

  private static void assertEvent(Guest guest, int index, long userdata, Errno errno, int tag) {
    long at = EVENTS + 32L * index;
    assertThat(guest.memory.getLong(at)).isEqualTo(userdata);
    assertThat(guest.memory.getInt(at + 8)).isEqualTo(errno.code() | tag << 16);
  }
}
