package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Resource;
import java.io.FileDescriptor;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SocketSitesTest {
  private final SiteGraph graph = new SiteGraph();

  @AfterEach
  void leave() {
    SocketSites.acceptDelay(1_000_000_000L);
    graph.close();
  }

  @Test
  void socket_openedAndClosedTwice_isGivenBackOnce() throws Exception {
    FileDescriptor descriptor = new FileDescriptor();
    SocketSites.opened(SocketSites.opening(), descriptor);
    assertThat(graph.used(Resource.SOCKETS)).isEqualTo(1);

    SocketSites.closed(descriptor);
    SocketSites.closed(descriptor);
    assertThat(graph.used(Resource.SOCKETS)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void socket_thatCouldNotBeOpened_holdsNothing() throws Exception {
    Object token = SocketSites.listening();
    assertThat(graph.alice.ledger(Resource.LISTENERS).reserved()).isEqualTo(1);

    SocketSites.openFailed(token);
    assertThat(graph.used(Resource.LISTENERS)).isZero();
  }

  @Test
  @Tag("denies:sockets")
  void socket_beyondTheLimit_isASocketExceptionWithTheDenial() {
    graph.limit(Resource.SOCKETS, 0);

    assertThatThrownBy(SocketSites::opening)
        .isInstanceOf(SocketException.class)
        .isInstanceOfSatisfying(
            LimitExceeded.class, e -> assertThat(e.denied().resource()).isEqualTo(Resource.SOCKETS))
        .hasMessage(
            "exceeded limit: principal [alice] sockets, requested [1], used [0], hard [0],"
                + " at [system/alice], profile [p.yaml:1 limit], retry [no] (STINT-L018)");
  }

  @Test
  @Tag("denies:listeners")
  void listener_beyondTheLimit_isDenied() {
    graph.limit(Resource.LISTENERS, 0);

    assertThatThrownBy(SocketSites::listening)
        .isInstanceOf(SocketException.class)
        .hasMessage(
            "exceeded limit: principal [alice] listeners, requested [1], used [0], hard [0],"
                + " at [system/alice], profile [p.yaml:1 limit], retry [no] (STINT-L019)");
    assertThat(graph.used(Resource.LISTENERS)).isZero();
  }

  @Test
  @Tag("denies:sockets")
  void acceptedSocket_denied_isClosedBeforeAnyoneSeesIt() {
    SocketSites.acceptDelay(0);
    graph.limit(Resource.SOCKETS, 0);
    AtomicInteger closed = new AtomicInteger();
    Runnable closer = closed::incrementAndGet;

    assertThatThrownBy(() -> SocketSites.acceptedSocket(new FileDescriptor(), closer))
        .isInstanceOf(SocketLimitExceeded.class);
    assertThat(closed).hasValue(1);
  }

  @Test
  void acceptedSocket_ofASocketThatWasOpenedHere_isNotChargedAgain() throws Exception {
    FileDescriptor descriptor = new FileDescriptor();
    SocketSites.opened(SocketSites.opening(), descriptor);

    SocketSites.acceptedSocket(descriptor, null);

    assertThat(graph.alice.ledger(Resource.SOCKETS).total()).isEqualTo(1);
    SocketSites.closed(descriptor);
  }

  @Test
  void blockingAccept_atTheLimit_waitsForRoom() throws Exception {
    graph.limit(Resource.SOCKETS, 1);
    SocketSites.acceptDelay(60_000_000_000L);
    FileDescriptor open = new FileDescriptor();
    SocketSites.opened(SocketSites.opening(), open);
    Thread waiter = Thread.currentThread();
    Thread closer =
        new Thread(
            () -> {
              while (waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              SocketSites.closed(open);
            });
    closer.start();

    FileDescriptor accepted = new FileDescriptor();
    SocketSites.acceptedSocket(accepted, null);

    assertThat(graph.used(Resource.SOCKETS)).isEqualTo(1);
    assertThat(graph.alice.ledger(Resource.SOCKETS).stallNanos()).isPositive();
    SocketSites.closed(accepted);
    closer.join();
  }

  @Test
  @Tag("denies:sockets")
  void nonBlockingAccept_denied_answersNoConnection() throws Throwable {
    graph.limit(Resource.SOCKETS, 0);
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.configureBlocking(false);
      SocketLimitExceeded denied = denial(channel);
      assertThat(SocketSites.noConnectionOrThrow(denied)).isNull();

      channel.configureBlocking(true);
      SocketSites.acceptDelay(0);
      SocketLimitExceeded blocking = denial(channel);
      assertThatThrownBy(() -> SocketSites.noConnectionOrThrow(blocking)).isSameAs(blocking);
    }
  }

  private static SocketLimitExceeded denial(ServerSocketChannel channel) {
    try {
      SocketSites.acceptedChannel(channel, new FileDescriptor());
    } catch (SocketLimitExceeded denied) {
      return denied;
    }
    throw new AssertionError("accepted");
  }

  @Test
  void bytes_areRecordedAndStatesAreNot() {
    SocketSites.received(5);
    SocketSites.received(-2);
    SocketSites.sent(7);

    assertThat(graph.alice.ledger(Resource.NET_IN).total()).isEqualTo(5);
    assertThat(graph.alice.ledger(Resource.NET_OUT).total()).isEqualTo(7);
  }
}
