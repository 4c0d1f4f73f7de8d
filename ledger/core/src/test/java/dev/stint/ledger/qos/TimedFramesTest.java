package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Traces;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("Q-15")
class TimedFramesTest {
  private static final long SEED = Traces.seed();

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void requests_haveTheExactBytes() {
    assertThat(TimedFrames.write(TimedRequest.register(0x01020304, 1, 8_000_001)))
        .isEqualTo(hex("544d0101 04030201 01 00 01127a0000000000"))
        .hasSize(18);
    assertThat(TimedFrames.write(TimedRequest.cancel(-1, 7)))
        .isEqualTo(hex("544d0102 ffffffff 07000000"))
        .hasSize(12);
    assertThat(TimedFrames.write(TimedRequest.sleepUntil(0, 255, -1)))
        .isEqualTo(hex("544d0103 00000000 ff 00 ffffffffffffffff"))
        .hasSize(18);
    assertThat(TimedFrames.write(TimedRequest.walltime(9)))
        .isEqualTo(hex("544d0104 09000000"))
        .hasSize(8);
  }

  @Test
  void replies_haveTheExactBytes_andEchoTheNonce() {
    TimedRequest register = TimedRequest.register(0x01020304, 1, 8_000_001);
    assertThat(TimedFrames.write(TimedReply.registered(register, 5, 12_000_000)))
        .isEqualTo(hex("544d0181 00 04030201 05000000 001bb70000000000"));
    assertThat(TimedFrames.write(TimedReply.of(register, TimedStatus.OVER_LIMIT)))
        .isEqualTo(hex("544d0181 02 04030201 00000000 0000000000000000"));
    assertThat(TimedFrames.write(TimedReply.of(TimedRequest.cancel(8, 7), TimedStatus.NOT_FOUND)))
        .isEqualTo(hex("544d0182 03 08000000"));
    assertThat(TimedFrames.write(TimedReply.at(TimedRequest.sleepUntil(8, 0, 1), 2)))
        .isEqualTo(hex("544d0183 00 08000000 0200000000000000"));
    assertThat(TimedFrames.write(TimedReply.of(TimedRequest.walltime(8), TimedStatus.UNAVAILABLE)))
        .isEqualTo(hex("544d0184 06 08000000 0000000000000000"));
  }

  @Test
  void statuses_areStable() {
    assertThat(TimedStatus.values())
        .containsExactly(
            TimedStatus.OK,
            TimedStatus.INVALID_ARGS,
            TimedStatus.OVER_LIMIT,
            TimedStatus.NOT_FOUND,
            TimedStatus.MALFORMED,
            TimedStatus.INTERNAL,
            TimedStatus.UNAVAILABLE);
    for (TimedStatus status : TimedStatus.values()) {
      assertThat(status.code()).isEqualTo(status.ordinal());
    }
  }

  @Test
  void everyBytesOfTheRightLength_areReadAndPrintedTheSame_orAreMalformed() {
    SplittableRandom random = new SplittableRandom(SEED);
    int requests = 0;
    int replies = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = almostAFrame(random);
      TimedMessage request = TimedFrames.readRequest(bytes);
      if (request instanceof TimedRequest read) {
        requests++;
        assertThat(TimedFrames.write(read)).as("seed %d", SEED).isEqualTo(bytes);
      } else {
        assertThat(request).isInstanceOf(TimedMalformed.class);
      }
      TimedMessage reply = TimedFrames.readReply(bytes);
      if (reply instanceof TimedReply read) {
        replies++;
        assertThat(TimedFrames.write(read)).as("seed %d", SEED).isEqualTo(bytes);
      } else {
        assertThat(reply).isInstanceOf(TimedMalformed.class);
      }
    }
    assertThat(requests).as("seed %d", SEED).isGreaterThan(1_000);
    assertThat(replies).as("seed %d", SEED).isGreaterThan(1_000);
  }

  private static byte[] almostAFrame(SplittableRandom random) {
    int[] lengths = {8, 9, 12, 17, 18, 21, random.nextInt(40)};
    byte[] bytes = new byte[lengths[random.nextInt(lengths.length)]];
    random.nextBytes(bytes);
    byte[] head = {'T', 'M', 1, (byte) (random.nextInt(6) | (random.nextBoolean() ? 0x80 : 0))};
    if (random.nextInt(20) > 0) {
      System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
    }
    if (bytes.length > 9) {
      bytes[9] = random.nextBoolean() ? 0 : bytes[9];
      bytes[4] = random.nextBoolean() ? (byte) random.nextInt(8) : bytes[4];
    }
    return bytes;
  }

  @Test
  void everyCutLongerOrChangedHead_isMalformed() {
    byte[][] frames = {
      TimedFrames.write(TimedRequest.register(1, 1, 1)),
      TimedFrames.write(TimedRequest.cancel(1, 1)),
      TimedFrames.write(TimedRequest.sleepUntil(1, 1, 1)),
      TimedFrames.write(TimedRequest.walltime(1)),
    };
    for (byte[] frame : frames) {
      for (int length = 0; length <= frame.length + 1; length++) {
        boolean whole = length == frame.length;
        assertThat(TimedFrames.readRequest(Arrays.copyOf(frame, length)) instanceof TimedRequest)
            .as("%d of %d", length, frame.length)
            .isEqualTo(whole);
      }
      for (int at = 0; at < 3; at++) {
        byte[] changed = frame.clone();
        changed[at]++;
        assertThat(TimedFrames.readRequest(changed)).isInstanceOf(TimedMalformed.class);
      }
      byte[] reply = frame.clone();
      reply[3] |= (byte) 0x80;
      assertThat(TimedFrames.readRequest(reply)).isInstanceOf(TimedMalformed.class);
    }
  }

  @Test
  void paddingThatIsNotZero_isMalformed() {
    byte[] frame = TimedFrames.write(TimedRequest.register(1, 1, 1));
    frame[9] = 1;

    assertThat(TimedFrames.readRequest(frame)).isInstanceOf(TimedMalformed.class);
  }

  @Test
  void malformed_isAnsweredWithItsOperationAndNonce_asFarAsTheyWereThere() {
    TimedMalformed whole = (TimedMalformed) TimedFrames.readRequest(hex("544d0105 04030201 00"));
    assertThat(TimedFrames.write(whole.reply())).isEqualTo(hex("544d0185 04 04030201"));
    assertThat(TimedFrames.readReply(TimedFrames.write(whole.reply())))
        .isInstanceOf(TimedReply.class);

    TimedMalformed empty = (TimedMalformed) TimedFrames.readRequest(new byte[0]);
    assertThat(TimedFrames.write(empty.reply())).isEqualTo(hex("544d0180 04 00000000"));
  }

  @Test
  void reply_answersItsOwnRequestAlone() {
    TimedRequest mine = TimedRequest.cancel(8, 7);
    TimedReply reply = TimedReply.of(mine, TimedStatus.OK);

    assertThat(reply.answers(mine)).isTrue();
    assertThat(reply.answers(TimedRequest.cancel(9, 7))).isFalse();
    assertThat(reply.answers(TimedRequest.walltime(8))).isFalse();
  }

  @Test
  void host_cannotMakeAFrameThatReadsDifferently() {
    assertThatThrownBy(() -> TimedRequest.register(1, 256, 1))
        .hasMessage("class does not fit one byte: 256");
    assertThatThrownBy(() -> TimedReply.registered(TimedRequest.walltime(1), 1, 1))
        .hasMessage("not a request to register: WALLTIME nonce 1");
    assertThatThrownBy(() -> TimedReply.at(TimedRequest.cancel(1, 1), 1))
        .hasMessage("no time answers that request: CANCEL nonce 1");
  }
}
