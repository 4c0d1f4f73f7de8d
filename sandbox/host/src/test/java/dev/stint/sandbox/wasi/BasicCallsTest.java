package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.sandbox.engine.GuestExit;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.engine.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arguments, environment, clocks, random numbers, exit, and what is not supported. */
class BasicCallsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void functions_all_areTheOnesOfPreview1() throws IOException {
    try (Wasi wasi = Wasi.open(WasiConfig.builder().build())) {
      assertThat(wasi.functions())
          .allMatch(function -> function.module().equals("wasi_snapshot_preview1"))
          .extracting(HostFunction::name)
          .doesNotHaveDuplicates()
          // The 45 of the first edition and sock_accept, which was added later.
          .hasSize(46);
    }
  }

  @Test
  void functions_types_areThoseOfTheSpecification() throws IOException {
    try (Wasi wasi = Wasi.open(WasiConfig.builder().build())) {
      assertThat(type(wasi, "path_open"))
          .isEqualTo("[I32, I32, I32, I32, I32, I64, I64, I32, I32]");
      assertThat(type(wasi, "fd_seek")).isEqualTo("[I32, I64, I32, I32]");
      assertThat(type(wasi, "sched_yield")).isEqualTo("[]");
      assertThat(function(wasi, "proc_exit").type().results()).isEmpty();
      assertThat(function(wasi, "fd_write").type().results()).containsExactly(ValueType.I32);
    }
  }

  @Test
  void args_get_writesPointersAndTexts() throws IOException {
    WasiConfig config = WasiConfig.builder().arguments(List.of("prog", "ä")).build();
    try (Guest guest = new Guest(config)) {
      assertThat(guest.call("args_sizes_get", 64, 68)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.memory.getInt(64)).isEqualTo(2);
      assertThat(guest.memory.getInt(68)).isEqualTo("prog\0".length() + "ä\0".length() + 1);

      assertThat(guest.call("args_get", 100, 200)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.memory.getInt(100)).isEqualTo(200);
      assertThat(guest.memory.getInt(104)).isEqualTo(205);
      assertThat(guest.text(200, 8)).isEqualTo("prog\0ä\0");
    }
  }

  @Test
  void environ_get_keepsTheOrder() throws IOException {
    WasiConfig config = WasiConfig.builder().environment("Z", "1").environment("A", "x=y").build();
    try (Guest guest = new Guest(config)) {
      assertThat(guest.call("environ_sizes_get", 64, 68)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.memory.getInt(64)).isEqualTo(2);

      assertThat(guest.call("environ_get", 100, 200)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.text(200, guest.memory.getInt(68))).isEqualTo("Z=1\0A=x=y\0");
    }
  }

  @Test
  void args_get_outsideMemory_isFault() throws IOException {
    WasiConfig config = WasiConfig.builder().arguments(List.of("prog")).build();
    try (Guest guest = new Guest(config)) {
      assertThat(guest.call("args_get", Guest.OUTSIDE - 2, 200)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("args_get", 0, 0xFFFF_FFFFL)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("args_sizes_get", -1, 0)).isEqualTo(Errno.FAULT);
    }
  }

  @Test
  void clock_virtual_movesOneStepPerReading() throws IOException {
    WasiConfig config = WasiConfig.builder().clock(WasiClock.virtual(100 * SECOND, 7)).build();
    try (Guest guest = new Guest(config)) {
      long first = clock(guest, 1);
      assertThat(clock(guest, 1)).isEqualTo(first + 7);
      assertThat(clock(guest, 0)).isEqualTo(100 * SECOND + first + 14);
      assertThat(clock(guest, 2)).isEqualTo(first + 21 - 7);
      assertThat(guest.call("clock_res_get", 1, Guest.OUT)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.outLong()).isEqualTo(7);
    }
  }

  @Test
  void clock_system_isNowAndNeverGoesBack() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      long before = System.currentTimeMillis();
      long real = clock(guest, 0) / 1_000_000;
      assertThat(real).isBetween(before - 1, System.currentTimeMillis() + 1);
      long monotonic = clock(guest, 1);
      assertThat(monotonic).isPositive();
      assertThat(clock(guest, 1)).isGreaterThanOrEqualTo(monotonic);
      assertThat(guest.call("clock_res_get", 0, Guest.OUT)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.outLong()).isEqualTo(1_000);
    }
  }

  @Test
  void clock_unknown_isInvalid() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      assertThat(guest.call("clock_time_get", 4, 0, Guest.OUT)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("clock_res_get", -1, Guest.OUT)).isEqualTo(Errno.INVAL);
      assertThat(guest.call("clock_time_get", 0, 0, Guest.OUTSIDE)).isEqualTo(Errno.FAULT);
    }
  }

  @Test
  void random_seeded_isTheKnownSequenceHoweverItIsCut() throws IOException {
    WasiConfig whole = WasiConfig.builder().random(RandomSource.seeded(0)).build();
    WasiConfig cut = WasiConfig.builder().random(RandomSource.seeded(0)).build();
    try (Guest one = new Guest(whole);
        Guest two = new Guest(cut)) {
      assertThat(one.call("random_get", 64, 16)).isEqualTo(Errno.SUCCESS);
      two.call("random_get", 64, 3);
      two.call("random_get", 67, 13);

      // The first two outputs of SplitMix64 for seed 0, as in the paper's reference code.
      assertThat(one.memory.getLong(64)).isEqualTo(0xE220A8397B1DCDAFL);
      assertThat(one.memory.getLong(72)).isEqualTo(0x6E789E6AA1B965F4L);
      assertThat(two.memory.getLong(64)).isEqualTo(one.memory.getLong(64));
      assertThat(two.memory.getLong(72)).isEqualTo(one.memory.getLong(72));
    }
  }

  @Test
  void random_secure_fillsAllPiecesAndChecksTheRange() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      int length = 3 * Iovecs.PIECE_BYTES;
      assertThat(guest.call("random_get", 0, length)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.memory.getLong(length - 16) | guest.memory.getLong(length - 8)).isNotZero();
      assertThat(guest.call("random_get", 0, 0xFFFF_FFFFL)).isEqualTo(Errno.FAULT);
    }
  }

  @Test
  void proc_exit_endsWithTheStatus() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      assertThatThrownBy(() -> guest.run("proc_exit", 42))
          .isInstanceOfSatisfying(GuestExit.class, e -> assertThat(e.status()).isEqualTo(42))
          .hasMessage("guest exited with status [42]");
    }
  }

  @Test
  void unsupported_functions_answerErrnos() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      assertThat(guest.call("sched_yield")).isEqualTo(Errno.SUCCESS);
      assertThat(guest.call("proc_raise", 9)).isEqualTo(Errno.NOSYS);
      assertThat(guest.call("sock_recv", 0, 0, 0, 0, 0, 0)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_send", 1, 0, 0, 0, 0)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_shutdown", 2, 0)).isEqualTo(Errno.NOTSOCK);
      assertThat(guest.call("sock_accept", 9, 0, 0)).isEqualTo(Errno.BADF);
      assertThat(guest.call("fd_fdstat_set_rights", 1, 0, 0)).isEqualTo(Errno.NOTSUP);
    }
  }

  @Test
  void guard_everyCall_isAskedFirstAndMayRefuse() throws IOException {
    List<String> entered = new ArrayList<>();
    HostCallGuard guard =
        function -> {
          entered.add(function);
          if (function.equals("random_get")) {
            throw new IllegalStateException("no more");
          }
        };
    try (Guest guest = new Guest(WasiConfig.builder().guard(guard).build())) {
      guest.call("sched_yield");
      assertThatThrownBy(() -> guest.call("random_get", 64, 8)).hasMessage("no more");
      assertThat(entered).containsExactly("sched_yield", "random_get");
      assertThat(guest.memory.getLong(64)).isZero();
    }
  }

  private static long clock(Guest guest, int id) {
    assertThat(guest.call("clock_time_get", id, 0, Guest.OUT)).isEqualTo(Errno.SUCCESS);
    return guest.outLong();
  }

  private static HostFunction function(Wasi wasi, String name) {
    return wasi.functions().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static String type(Wasi wasi, String name) {
    return function(wasi, name).type().parameters().toString();
  }
}
