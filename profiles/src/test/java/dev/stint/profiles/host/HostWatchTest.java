package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.profiles.host.PermitGate.Permit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HostWatchTest {
  private static final long EVERY = 1_000;

  private final FakeHost host = new FakeHost();
  private long now;
  private final List<String> told = new ArrayList<>();
  private final HostWatch watch;

  HostWatchTest() throws HostException {
    watch = new HostWatch(() -> HostFacts.read(host), Settings.none(), () -> now, EVERY);
    watch.add((before, after) -> told.add(sizes(before) + " -> " + sizes(after)));
  }

  private static String sizes(Concurrency of) {
    return of.blocking().value() + "/" + of.io().value() + "/" + of.poolLimit().value();
  }

  private boolean pollLater() throws HostException {
    now += EVERY;
    return watch.poll();
  }

  @Test
  @Tag("L-10")
  @Tag("O-L4")
  void change_ofCoresOrDescriptors_isTold_once() throws Exception {
    assertThat(pollLater()).isFalse();
    host.cores = 4;
    assertThat(pollLater()).isTrue();
    assertThat(pollLater()).isFalse();
    host.fds = 100;
    assertThat(pollLater()).isTrue();
    host.memoryBytes = 512L << 20;
    assertThat(pollLater()).isTrue();

    assertThat(told)
        .containsExactly("6/512/16 -> 2/256/8", "2/256/8 -> 2/50/8", "2/50/8 -> 2/50/2");
    assertThat(watch.current().io()).hasToString("50 from derived half of [100] descriptors");
  }

  @Test
  void poll_beforeItIsTime_doesNotLook() throws Exception {
    host.cores = 4;
    now += EVERY - 1;

    assertThat(watch.poll()).isFalse();
    assertThat(sizes(watch.current())).isEqualTo("6/512/16");
  }

  @Test
  void fact_thatIsLost_liftsNoBound() throws Exception {
    host.fds = 100;
    pollLater();
    host.fds = -1;
    host.memoryBytes = 0;
    host.cores = 0;

    assertThat(pollLater()).isFalse();
    assertThat(sizes(watch.current())).isEqualTo("6/50/16");
  }

  @Test
  void listener_thatFails_keepsNobodyFromBeingTold() throws Exception {
    HostWatch.Listener failing =
        (before, after) -> {
          throw new IllegalStateException("full");
        };
    HostWatch two = new HostWatch(() -> HostFacts.read(host), Settings.none(), () -> now, EVERY);
    two.add(failing);
    two.add(failing);
    two.add((before, after) -> told.add("second"));
    host.cores = 4;
    now += EVERY;

    assertThatThrownBy(two::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(told).containsExactly("second");
    assertThat(sizes(two.current())).isEqualTo("2/256/8");
  }

  @Test
  void listener_thatLeft_isToldNoMore() throws Exception {
    HostWatch.Listener gone = (before, after) -> told.add("gone");
    watch.add(gone);
    watch.remove(gone);
    host.cores = 4;
    pollLater();

    assertThat(told).hasSize(1);
  }

  @Test
  @Tag("L-11")
  void gate_followsTheHost_andDrains() throws Exception {
    PermitGate gate = new PermitGate(watch.current().blocking().value());
    watch.add((before, after) -> gate.resize(after.blocking().value()));
    List<Permit> inside = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      inside.add(gate.tryEnter());
    }
    host.cores = 2;
    pollLater();

    assertThat(gate.inside()).isEqualTo(6);
    assertThat(gate.excess()).isEqualTo(4);
    inside.subList(0, 4).forEach(Permit::close);
    assertThat(gate.tryEnter()).isNull();
    inside.get(4).close();
    assertThat(gate.tryEnter()).isNotNull();
  }
}
