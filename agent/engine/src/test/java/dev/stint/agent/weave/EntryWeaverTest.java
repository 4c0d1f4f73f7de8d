package dev.stint.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Scope;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class EntryWeaverTest {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
  private final Principals principals = new Principals(ledgers, null, true, 10);
  private int guests;
  private final GuestTransformer transformer =
      new GuestTransformer(
          principals,
          new EntryPoints(Set.of(Spi.class.getName())),
          List.of(),
          new GapWatch(),
          () -> guests++);

  /** Defines a class of this test again, woven, as code of the jar {@code guest.jar}. */
  private final class GuestLoader extends ClassLoader {
    GuestLoader() {
      super("guest", EntryWeaverTest.class.getClassLoader());
    }

    Class<?> weave(Class<?> original) throws Exception {
      String name = original.getName().replace('.', '/');
      byte[] bytes;
      try (InputStream in = getResourceAsStream(name + ".class")) {
        bytes = in.readAllBytes();
      }
      URL jar = new URL("file:/guest.jar");
      var domain = new ProtectionDomain(new CodeSource(jar, (Certificate[]) null), null);
      byte[] woven = transformer.transform(this, "guest/" + name, null, domain, bytes);
      return defineClass(original.getName(), woven == null ? bytes : woven, 0, bytes(woven, bytes));
    }

    private int bytes(byte[] woven, byte[] bytes) {
      return woven == null ? bytes.length : woven.length;
    }
  }

  /** A guest with loops, two slots wide locals and an exception, whose frames must stay right. */
  static final class Worker implements Callable<Object>, Runnable {
    static int fails;

    @Override
    public Object call() {
      long sum = 0;
      for (long i = 0; i < 10; i++) {
        double half = i / 2.0;
        sum += half > 2 ? (long) half : i;
      }
      return sum > 0 ? Cell.current().scope : null;
    }

    @Override
    public void run() {
      if (fails == 0) {
        throw new IllegalStateException(Cell.current().scope.name());
      }
    }

    static Object scopeWithoutEntry() {
      return Cell.current().scope;
    }
  }

  /** Stands for an extension point of a host application. */
  public interface Spi {
    Object handle(String request, long amount);
  }

  /** A plugin: its public methods are entries, because it names the type itself. */
  static final class Plugin implements Spi {
    @Override
    public Object handle(String request, long amount) {
      return amount > 0 ? inner() : request;
    }

    private Object inner() {
      return Cell.current().scope;
    }
  }

  @Test
  void method_ofAConfiguredType_worksForThePlugin() throws Exception {
    Spi plugin = (Spi) make(new GuestLoader().weave(Plugin.class));
    Scope before = Cell.current().scope;

    assertThat(plugin.handle("request", 1)).isSameAs(ledgers.principal("guest"));
    assertThat(Cell.current().scope).isSameAs(before);
  }

  private static Object make(Class<?> type) throws Exception {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  @Test
  void call_ofAGuest_worksForItsPrincipalAndGivesItBack() throws Exception {
    Callable<?> guest = (Callable<?>) make(new GuestLoader().weave(Worker.class));
    Scope before = Cell.current().scope;

    Object seen = guest.call();

    assertThat(seen).isSameAs(ledgers.principal("guest"));
    assertThat(Cell.current().scope).isSameAs(before);
    assertThat(guests).isEqualTo(1);
  }

  @Test
  void run_thatThrows_givesThePrincipalBack() throws Exception {
    Runnable guest = (Runnable) make(new GuestLoader().weave(Worker.class));
    Scope before = Cell.current().scope;

    assertThatThrownBy(guest::run).isInstanceOf(IllegalStateException.class).hasMessage("guest");
    assertThat(Cell.current().scope).isSameAs(before);
  }

  @Test
  void method_thatIsNoEntry_keepsTheCaller() throws Exception {
    Class<?> guest = new GuestLoader().weave(Worker.class);
    var method = guest.getDeclaredMethod("scopeWithoutEntry");
    method.setAccessible(true);

    assertThat(method.invoke(null)).isSameAs(Cell.current().scope);
  }

  @Test
  void brokenGuest_isLeftAndCounted() {
    byte[] woven =
        transformer.transform(new GuestLoader(), "guest/Broken", null, null, new byte[] {1, 2});

    assertThat(woven).isNull();
    assertThat(transformer.failed()).isEqualTo(1);
    assertThat(transformer.failures()).singleElement().asString().startsWith("guest.Broken: ");
  }

  @Test
  void nativeTransport_isAGap() {
    GapWatch gaps = new GapWatch();
    gaps.loaded("io/netty/channel/epoll/Native");
    gaps.loaded("grpc/shaded/io/netty/channel/epoll/Native");
    gaps.loaded("io/netty/channel/epoll/NativeDatagram");
    gaps.loaded("com/shop/Native");

    assertThat(gaps.nativeTransports())
        .containsExactlyInAnyOrder(
            "io.netty.channel.epoll.Native", "grpc.shaded.io.netty.channel.epoll.Native");
  }
}
