package dev.stint.sandbox.wasi;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code poll_oneoff}. A descriptor that is open is always ready: files and outputs never make a
 * guest wait, and an input stream cannot be asked whether its end has come, so a read finds out.
 * Only when nothing but clocks is asked for does the call wait.
 */
final class Poll {
  static final int SUBSCRIPTIONS_LIMIT = 1024;

  private static final int SUBSCRIPTION_BYTES = 48;
  private static final int EVENT_BYTES = 32;
  private static final int CLOCK = 0;
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int ABSOLUTE = 1;

  private final FdTable table;
  private final WasiClock clock;
  private final Clocks clocks;

  Poll(FdTable table, WasiClock clock, Clocks clocks) {
    this.table = table;
    this.clock = clock;
    this.clocks = clocks;
  }

  void define(FunctionList list) {
    list.add("poll_oneoff", "iiii", this::poll);
  }

  private void poll(Call call) {
    long count = call.u32(2);
    if (count == 0 || count > SUBSCRIPTIONS_LIMIT) {
      throw Errno.INVAL.error();
    }
    long from = call.address(0, count * SUBSCRIPTION_BYTES);
    long to = call.address(1, count * EVENT_BYTES);
    long result = call.address(3, Integer.BYTES);
    List<Event> events = await(subscriptions(call, from, (int) count));
    for (Event event : events) {
      event.store(call, to);
      to += EVENT_BYTES;
    }
    call.memory().putInt(result, events.size());
  }

  private List<Subscription> subscriptions(Call call, long from, int count) {
    List<Subscription> subscriptions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long address = from + (long) i * SUBSCRIPTION_BYTES;
      subscriptions.add(subscription(call, address));
    }
    return subscriptions;
  }

  private Subscription subscription(Call call, long address) {
    long userdata = call.memory().getLong(address);
    int tag = call.memory().getByte(address + 8) & 0xFF;
    int number = call.memory().getInt(address + 16);
    return switch (tag) {
      case CLOCK -> {
        long timeout = call.memory().getLong(address + 24);
        boolean absolute = (call.getShort(address + 40) & ABSOLUTE) != 0;
        yield clockSubscription(userdata, number, timeout, absolute);
      }
      case READ, WRITE -> new Subscription(new Event(userdata, tag, errno(number)), 0);
      default -> throw Errno.INVAL.error();
    };
  }

  private Subscription clockSubscription(long userdata, int id, long timeout, boolean absolute) {
    // Unsigned: what does not fit is later than anybody can wait.
    long nanos = timeout < 0 ? Long.MAX_VALUE : timeout;
    try {
      long wait = absolute ? Math.max(0, nanos - clocks.nanos(id)) : nanos;
      Clocks.requireKnown(id);
      return new Subscription(new Event(userdata, CLOCK, Errno.SUCCESS), wait);
    } catch (WasiError e) {
      return new Subscription(new Event(userdata, CLOCK, e.errno()), 0);
    }
  }

  private Errno errno(int fd) {
    try {
      table.get(fd);
      return Errno.SUCCESS;
    } catch (WasiError e) {
      return e.errno();
    }
  }

  /** Waits for the first of the subscriptions; all that are due then. */
  private List<Event> await(List<Subscription> subscriptions) {
    long wait = subscriptions.stream().mapToLong(Subscription::waitNanos).min().orElse(0);
    if (wait > 0) {
      clock.sleep(wait);
    }
    return subscriptions.stream()
        .filter(subscription -> subscription.waitNanos() <= wait)
        .map(Subscription::event)
        .toList();
  }

  private record Subscription(Event event, long waitNanos) {}

  private record Event(long userdata, int tag, Errno errno) {
    void store(Call call, long address) {
      call.memory().putLong(address, userdata);
      call.memory().putLong(address + 8, 0);
      call.putShort(address + 8, errno.code());
      call.memory().putByte(address + 10, (byte) tag);
      call.memory().putLong(address + 16, tag == CLOCK ? 0 : 1);
      call.memory().putLong(address + 24, 0);
    }
  }
}
