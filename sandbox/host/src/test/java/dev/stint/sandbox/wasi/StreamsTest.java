package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void fd_write_severalBuffers_reachTheStreamInOrder() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(output).build())) {
      assertThat(guest.write(1, "hello", ", ", "world\n")).isEqualTo(Errno.SUCCESS);
      assertThat(guest.outInt()).isEqualTo(13);
      assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("hello, world\n");
    }
  }

  @Test
  void fd_write_bufferOutsideMemory_writesNothing() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(output).build())) {
      long buffers = guest.buffers("good", "bad");
      guest.putIovec(1, Guest.OUTSIDE - 1, 2);

      assertThat(guest.call("fd_write", 1, buffers, 2, Guest.OUT)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("fd_write", 1, Guest.OUTSIDE - 4, 1, Guest.OUT)).isEqualTo(Errno.FAULT);
      assertThat(guest.call("fd_write", 1, buffers, 1, Guest.OUTSIDE)).isEqualTo(Errno.FAULT);
      assertThat(output.size()).isZero();
    }
  }

  @Test
  void fd_write_moreBuffersThanTheLimit_isInvalid() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(output).build())) {
      long buffers = guest.buffers("x");
      assertThat(guest.call("fd_write", 1, buffers, Iovecs.COUNT_LIMIT + 1, Guest.OUT))
          .isEqualTo(Errno.INVAL);
      assertThat(guest.call("fd_write", 1, buffers, -1, Guest.OUT)).isEqualTo(Errno.INVAL);
    }
  }

  @Test
  void fd_write_sameBufferManyTimes_stopsAtTheBoundOfOneCall() throws IOException {
    CountingStream counted = new CountingStream();
    try (Guest guest = new Guest(WasiConfig.builder().stdout(counted).build())) {
      for (int i = 0; i < Iovecs.COUNT_LIMIT; i++) {
        guest.putIovec(i, 0, Guest.MEMORY);
      }

      assertThat(guest.call("fd_write", 1, guest.buffers(), Iovecs.COUNT_LIMIT, Guest.OUT))
          .isEqualTo(Errno.SUCCESS);
      assertThat(guest.outInt()).isEqualTo((int) Iovecs.CALL_BYTES);
      assertThat(counted.largest).isEqualTo(Iovecs.PIECE_BYTES);
      assertThat(counted.total).isEqualTo(Iovecs.CALL_BYTES);
    }
  }

  @Test
  void fd_write_guard_hearsOfEachPieceBeforeItIsWritten() throws IOException {
    List<Long> pieces = new ArrayList<>();
    HostCallGuard guard =
        new HostCallGuard() {
          @Override
          public void enter(String function) {}

          @Override
          public void bytesOut(int descriptor, long bytes) {
            pieces.add(bytes);
            if (pieces.size() == 3) {
              throw new IllegalStateException("enough");
            }
          }
        };
    try (Guest guest = new Guest(WasiConfig.builder().stdout(output).guard(guard).build())) {
      guest.putIovec(0, 0, 3 * Iovecs.PIECE_BYTES);
      assertThatThrownBy(() -> guest.call("fd_write", 1, guest.buffers(), 1, Guest.OUT))
          .hasMessage("enough");
      assertThat(pieces).containsOnly((long) Iovecs.PIECE_BYTES).hasSize(3);
      assertThat(output.size()).isEqualTo(2 * Iovecs.PIECE_BYTES);
    }
  }

  @Test
  void fd_write_streamThatFails_isAnErrno() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (Guest guest = new Guest(WasiConfig.builder().stdout(broken).build())) {
      assertThat(guest.write(1, "x")).isEqualTo(Errno.NOSPC);
    }
  }

  @Test
  void fd_read_input_isSpreadOverBuffersUntilItsEnd() throws IOException {
    InputStream input = new ByteArrayInputStream("abcdefg".getBytes(StandardCharsets.UTF_8));
    try (Guest guest = new Guest(WasiConfig.builder().stdin(input).build())) {
      assertThat(guest.read(0, 2, 3)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.readText()).isEqualTo("abcde");
      assertThat(guest.readAll(0, 10)).isEqualTo("fg");
      assertThat(guest.readAll(0, 10)).isEmpty();
    }
  }

  @Test
  void fd_read_inputWithNothingMoreYet_doesNotWaitForTheSecondBuffer() throws IOException {
    InputStream oneThenForever =
        new InputStream() {
          private boolean given;

          @Override
          public int read() {
            throw new AssertionError("would wait for ever");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            assertThat(given).isFalse();
            given = true;
            into[offset] = 'x';
            return 1;
          }
        };
    try (Guest guest = new Guest(WasiConfig.builder().stdin(oneThenForever).build())) {
      assertThat(guest.read(0, 1, 10)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.readText()).isEqualTo("x");
    }
  }

  @Test
  void streams_theOtherWay_areBadDescriptors() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      assertThat(guest.write(0, "x")).isEqualTo(Errno.BADF);
      assertThat(guest.read(1, 4)).isEqualTo(Errno.BADF);
      assertThat(guest.write(3, "x")).isEqualTo(Errno.BADF);
      assertThat(guest.read(-1, 4)).isEqualTo(Errno.BADF);
    }
  }

  @Test
  void streams_seekAndPositions_areNotPossible() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().build())) {
      assertThat(guest.call("fd_seek", 1, 0, 0, Guest.OUT)).isEqualTo(Errno.SPIPE);
      assertThat(guest.call("fd_tell", 0, Guest.OUT)).isEqualTo(Errno.SPIPE);
      assertThat(guest.writeAt(1, 0, "x")).isEqualTo(Errno.SPIPE);
      assertThat(guest.readAt(0, 0, 1)).isEqualTo(Errno.SPIPE);
      assertThat(guest.call("fd_readdir", 0, 0, 0, 0, Guest.OUT)).isEqualTo(Errno.NOTDIR);
      assertThat(guest.call("fd_advise", 0, 0, 0, 0)).isEqualTo(Errno.SPIPE);
    }
  }

  @Test
  void fdstat_streams_arePipesUnlessToldATerminal() throws IOException {
    try (Guest pipe = new Guest(WasiConfig.builder().build());
        Guest terminal = new Guest(WasiConfig.builder().terminal(true).build())) {
      assertThat(type(pipe)).isEqualTo(FileType.UNKNOWN.code());
      assertThat(type(terminal)).isEqualTo(FileType.CHARACTER_DEVICE.code());
      assertThat(FileType.CHARACTER_DEVICE.code()).isEqualTo(2);
      // What a C library asks in isatty: a terminal cannot seek or tell.
      assertThat(terminal.memory.getLong(Guest.OUT + 8) & (1L << 2 | 1L << 5)).isZero();
    }
  }

  @Test
  void fd_close_stream_leavesTheHostsStreamOpen() throws IOException {
    CountingStream counted = new CountingStream();
    try (Guest guest = new Guest(WasiConfig.builder().stdout(counted).build())) {
      assertThat(guest.call("fd_close", 1)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.write(1, "x")).isEqualTo(Errno.BADF);
      assertThat(guest.call("fd_close", 1)).isEqualTo(Errno.BADF);
    }
    assertThat(counted.closed).isFalse();
  }

  @Test
  void fd_renumber_outputOverError_closesTheOldOne() throws IOException {
    try (Guest guest = new Guest(WasiConfig.builder().stdout(output).build())) {
      assertThat(guest.call("fd_renumber", 1, 2)).isEqualTo(Errno.SUCCESS);
      assertThat(guest.write(2, "x")).isEqualTo(Errno.SUCCESS);
      assertThat(guest.write(1, "x")).isEqualTo(Errno.BADF);
      assertThat(guest.call("fd_renumber", 2, 9)).isEqualTo(Errno.BADF);
      assertThat(guest.call("fd_renumber", 2, 2)).isEqualTo(Errno.SUCCESS);
      assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("x");
    }
  }

  private static int type(Guest guest) {
    assertThat(guest.call("fd_fdstat_get", 1, Guest.OUT)).isEqualTo(Errno.SUCCESS);
    return guest.memory.getByte(Guest.OUT);
  }

  private static final class CountingStream extends OutputStream {
    private long total;
    private int largest;
    private boolean closed;

    @Override
    public void write(int b) {
      total++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      total += length;
      largest = Math.max(largest, length);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
