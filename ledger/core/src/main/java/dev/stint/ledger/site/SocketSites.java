package dev.stint.ledger.site;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Headroom;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Verdict;
import java.nio.channels.SelectableChannel;

/**
 * The opening, accepting and closing of sockets, kept by the identity of their file descriptor, and
 * the bytes that cross them. A connection that was accepted by the kernel but is denied is closed
 * before anyone sees it. Not counted: sockets of native transports, and bytes of datagrams.
 */
public final class SocketSites {
  private static final Charges SOCKETS = new Charges();

  private static volatile long acceptDelayNanos = 1_000_000_000L;

  private SocketSites() {}

  /** How long a blocking accept waits for room before it is denied. */
  public static void acceptDelay(long nanos) {
    acceptDelayNanos = nanos;
  }

  /**
   * A socket is about to be opened.
   *
   * @return the token for {@link #opened} or {@link #openFailed}, null when nothing was charged
   */
  @Enforces(Resource.SOCKETS)
  public static @Nullable Object opening() throws SocketLimitExceeded {
    return reserve(Resource.SOCKETS);
  }

  /** The same for a listening socket. */
  @Enforces(Resource.LISTENERS)
  public static @Nullable Object listening() throws SocketLimitExceeded {
    return reserve(Resource.LISTENERS);
  }

  private static @Nullable Object reserve(Resource resource) throws SocketLimitExceeded {
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return null;
    }
    Headroom.require();
    cell.inside++;
    try {
      Reservation handed = cell.adopt(resource, 1);
      return handed != null ? handed : granted(Sites.payer(cell).reserve(resource, 1), true);
    } catch (SocketLimitExceeded denied) {
      throw denied;
    } catch (Throwable unexpected) {
      Sites.fault();
      return null;
    } finally {
      cell.inside--;
    }
  }

  private static Reservation granted(Verdict verdict, boolean blocking) throws SocketLimitExceeded {
    if (verdict instanceof Denied denied) {
      throw new SocketLimitExceeded(denied, blocking);
    }
    return (Reservation) verdict;
  }

  /** It is open: from now on its descriptor holds the charge. */
  public static void opened(@Nullable Object token, @Nullable Object descriptor) {
    if (token != null) {
      keep((Reservation) token, descriptor);
    }
  }

  private static void keep(Reservation token, @Nullable Object descriptor) {
    token.commit();
    if (descriptor == null || !SOCKETS.add(descriptor, token.scope(), token)) {
      token.close();
    }
  }

  /** It could not be opened. */
  @Enforces(
      value = {Resource.SOCKETS, Resource.LISTENERS},
      step = Enforces.Step.RELEASE)
  public static void openFailed(@Nullable Object token) {
    if (token != null) {
      ((Reservation) token).close();
    }
  }

  /** A blocking accept of a server socket has a connection; {@code closer} closes it. */
  @Enforces(value = Resource.SOCKETS, admits = Admission.WAITING)
  public static void acceptedSocket(@Nullable Object descriptor, @Nullable Object closer)
      throws SocketLimitExceeded {
    if (descriptor == null || SOCKETS.find(descriptor) != null) {
      return;
    }
    try {
      accepted(descriptor, true);
    } catch (SocketLimitExceeded denied) {
      if (closer instanceof Runnable close) {
        close.run();
      }
      throw denied;
    }
  }

  /** A server channel has a connection; the caller closes it when this throws. */
  @Enforces(value = Resource.SOCKETS, admits = Admission.WAITING)
  public static void acceptedChannel(Object channel, Object descriptor) throws SocketLimitExceeded {
    accepted(descriptor, ((SelectableChannel) channel).isBlocking());
  }

  /** An asynchronous server channel has a connection; the caller closes it when this throws. */
  @Enforces(Resource.SOCKETS)
  public static void acceptedAsync(Object descriptor) throws SocketLimitExceeded {
    accepted(descriptor, false);
  }

  private static void accepted(Object descriptor, boolean blocking) throws SocketLimitExceeded {
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return;
    }
    Headroom.require();
    cell.inside++;
    try {
      Reservation token = cell.adopt(Resource.SOCKETS, 1);
      if (token == null) {
        long wait = blocking ? acceptDelayNanos : 0;
        token = granted(Sites.payer(cell).reserve(Resource.SOCKETS, 1, wait), blocking);
      }
      keep(token, descriptor);
    } catch (SocketLimitExceeded denied) {
      throw denied;
    } catch (Throwable unexpected) {
      Sites.fault();
    } finally {
      cell.inside--;
    }
  }

  /**
   * Lets a denied non-blocking accept answer "no connection", null, instead of throwing: a selector
   * loop that is thrown at, or that leaves the connection pending, would spin.
   */
  public static @Nullable Object noConnectionOrThrow(Throwable thrown) throws Throwable {
    if (thrown instanceof SocketLimitExceeded denied && !denied.blocking()) {
      return null;
    }
    throw thrown;
  }

  /** A descriptor was closed, by whatever path. No allocation. */
  @Enforces(
      value = {Resource.SOCKETS, Resource.LISTENERS},
      step = Enforces.Step.RELEASE)
  public static void closed(@Nullable Object descriptor) {
    if (descriptor != null && Sites.hasHeadroom()) {
      Charge charge = SOCKETS.remove(descriptor);
      if (charge != null) {
        charge.end();
      }
    }
  }

  /** Bytes were read from a socket; negative values are states, not bytes. */
  @Enforces(value = Resource.NET_IN, admits = Admission.POST_PAID)
  public static void received(long bytes) {
    record(Resource.NET_IN, bytes);
  }

  /** Bytes were written to a socket. */
  @Enforces(value = Resource.NET_OUT, admits = Admission.POST_PAID)
  public static void sent(long bytes) {
    record(Resource.NET_OUT, bytes);
  }

  private static void record(Resource resource, long bytes) {
    if (bytes <= 0) {
      return;
    }
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return;
    }
    Headroom.require();
    cell.inside++;
    try {
      Sites.payer(cell).record(resource, bytes);
    } catch (Throwable unexpected) {
      Sites.fault();
    } finally {
      cell.inside--;
    }
  }

  @Enforces(
      value = {Resource.SOCKETS, Resource.LISTENERS},
      step = Enforces.Step.RELEASE)
  static int expunge() {
    return SOCKETS.expunge();
  }
}
