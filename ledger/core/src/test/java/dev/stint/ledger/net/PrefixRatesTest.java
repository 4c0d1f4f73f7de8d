package dev.stint.ledger.net;

import static dev.stint.ledger.net.MovedClock.SECOND;
import static dev.stint.ledger.net.SourceAddress.UNVERIFIED;
import static dev.stint.ledger.net.SourceAddress.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Traces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-25")
class PrefixRatesTest {
  private final MovedClock clock = new MovedClock();
  private final PrefixRates reference = new PrefixRates(PrefixRates.referenceRules(), clock);

  private static Prefix address(String text) {
    return Prefix.parseAddress(text);
  }

  private int admitted(String address, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += reference.take(address(address), VERIFIED) instanceof RateToken ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void reference_isOnePer5SecondsWithBurst16_perIpv4AddressAndIpv6Of56Bits() {
    for (String each : List.of("192.0.2.1", "2001:db8::1")) {
      assertThat(admitted(each, 50)).as(each).isEqualTo(16);
    }
    clock.advance(5 * SECOND - 1);
    assertThat(admitted("192.0.2.1", 5)).isZero();
    assertThat(reference.take(address("192.0.2.1"), VERIFIED))
        .hasToString(
            "exceeded rate: address block [192.0.2.1/32] conns.in, requested [1], used [16], burst"
                + " [16], one per [5s], retry [in 1us] (STINT-N013)");
    clock.advance(1);
    assertThat(admitted("192.0.2.1", 5)).isEqualTo(1);
    assertThat(admitted("2001:db8::1", 5)).isEqualTo(1);
    clock.advance(80 * SECOND);
    assertThat(admitted("192.0.2.1", 50)).isEqualTo(16);
  }

  @Test
  void reference_isOnePer2SecondsWithBurst80_perIpv6Of48Bits() {
    int in48 = 0;
    for (int i = 0; i < 6; i++) {
      in48 += admitted("2001:db8:0:" + i + "00::1", 50);
    }
    assertThat(in48).isEqualTo(80);
    clock.advance(2 * SECOND - 1);
    assertThat(admitted("2001:db8:0:900::1", 5)).isZero();
    clock.advance(1);
    assertThat(admitted("2001:db8:0:900::1", 5)).isEqualTo(1);
  }

  @Test
  void generalBlockThatRefuses_takesNothingFromTheSpecificOne() {
    for (int i = 0; i < 5; i++) {
      admitted("2001:db8:0:" + i + "00::1", 16);
    }
    assertThat(admitted("2001:db8:0:900::1", 40)).isZero();

    clock.advance(32 * SECOND);

    assertThat(admitted("2001:db8:0:900::1", 40)).isEqualTo(16);
  }

  @Test
  void loopback_isExempt() {
    assertThat(admitted("127.0.0.1", 200)).isEqualTo(200);
    assertThat(admitted("::1", 200)).isEqualTo(200);
    assertThat(reference.buckets()).isZero();
  }

  @Test
  void unverifiedAddress_isToBeVerified_andSpendsNothingOfTheTrueOwner() {
    for (int i = 0; i < 16; i++) {
      assertThat(reference.take(address("192.0.2.1"), UNVERIFIED)).isInstanceOf(RateToken.class);
    }

    RefusedByRate verify = (RefusedByRate) reference.take(address("192.0.2.1"), UNVERIFIED);

    assertThat(verify.answer()).isEqualTo(RateAnswer.VERIFY_SOURCE_ADDRESS);
    assertThat(verify)
        .hasToString(
            "verify the source address first: address block [192.0.2.1/32] conns.in, requested [1],"
                + " used [16], burst [16], one per [5s], retry [in 5s] (STINT-N014)");
    assertThat(admitted("192.0.2.1", 50)).isEqualTo(16);
    RefusedByRate denied = (RefusedByRate) reference.take(address("192.0.2.1"), VERIFIED);
    assertThat(denied.answer()).isEqualTo(RateAnswer.DENY);
    assertThat(denied.retryable()).isTrue();
    assertThat(denied.retryAfterNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void fullBucket_isDroppedAfterTheGrace() {
    admitted("192.0.2.1", 2);
    clock.advance(10 * SECOND + PrefixRates.GRACE_NANOS - 1);
    assertThat(reference.buckets()).isEqualTo(1);
    clock.advance(1);
    assertThat(reference.buckets()).isZero();
    assertThat(PrefixRates.GRACE_NANOS).isEqualTo(60 * SECOND);
    assertThat(reference.bucketsAtMost()).isEqualTo(2 * 65_536);
  }

  @Test
  void fullTable_dropsFullBucketsAtOnce_elseRefuses() {
    PrefixRates rates =
        new PrefixRates(PrefixRates.referenceRules(), clock, PrefixRates.GRACE_NANOS, 2);
    rates.take(address("192.0.2.1"), VERIFIED);
    rates.take(address("192.0.2.2"), VERIFIED);

    assertThat(rates.take(address("192.0.2.3"), VERIFIED))
        .hasToString(
            "cannot count another address block: address block [192.0.2.3/32] conns.in, requested"
                + " [1], used [2], blocks at most [2], retry [in 5s] (STINT-N012)");
    clock.advance(5 * SECOND);
    assertThat(rates.take(address("192.0.2.3"), VERIFIED)).isInstanceOf(RateToken.class);
    assertThat(rates.buckets()).isEqualTo(2);
    clock.advance(5 * SECOND);
    assertThat(rates.take(address("2001:db8::1"), VERIFIED)).isInstanceOf(RateToken.class);
    assertThat(rates.buckets()).isEqualTo(2);
  }

  @Test
  void tableTooSmallForOneAddress_refusesIt() {
    PrefixRates rates = new PrefixRates(PrefixRates.referenceRules(), clock, 0, 1);

    assertThat(rates.take(address("2001:db8::1"), VERIFIED)).isInstanceOf(RefusedByRate.class);
    assertThat(rates.buckets()).isZero();
  }

  @Test
  void burstOfZero_refusesForGood() {
    PrefixRates rates =
        new PrefixRates(BlockRules.<Rate>none().ipv4(0, Rate.onePer(SECOND, 0)), clock);

    RefusedByRate refused = (RefusedByRate) rates.take(address("192.0.2.3"), VERIFIED);

    assertThat(refused.retryable()).isFalse();
    assertThat(rates.buckets()).isZero();
    assertThatThrownBy(() -> Rate.onePer(Long.MAX_VALUE / 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Address {@code n % 8} asks after {@code n / 8} nanoseconds; every fifth gives back. */
  @Test
  void anyTrace_isThatOfTheoreticalArrivalTimes() {
    Traces.check(300, 120, r -> r.nextInt(8 * (r.nextInt(4) == 0 ? 90 : 9)), PrefixRatesTest::play);
  }

  private static String play(List<Integer> trace) {
    MovedClock clock = new MovedClock();
    BlockRules<Rate> rules =
        BlockRules.<Rate>none()
            .ipv4(32, Rate.onePer(7, 3))
            .ipv6(56, Rate.onePer(7, 3))
            .ipv6(48, Rate.onePer(3, 5));
    PrefixRates rates = new PrefixRates(rules, clock, 11, 64);
    Map<String, Long> arrivals = new HashMap<>();
    long now = 0;
    for (int n : trace) {
      now += n / 8;
      clock.advance(n / 8);
      Prefix address = address(n % 8 < 3 ? "192.0.2." + n % 8 : "2001:db8:0:" + n % 8 + "00::1");
      Map<String, Long> after = new HashMap<>(arrivals);
      boolean fits = true;
      if (n % 8 < 3) {
        fits = arrive(after, address.toString(), now, 7, 3);
      } else {
        fits = arrive(after, address.covering(56).toString(), now, 7, 3);
        fits = arrive(after, address.covering(48).toString(), now, 3, 5) && fits;
      }
      RateVerdict verdict = rates.take(address, VERIFIED);
      if (fits != verdict instanceof RateToken) {
        return address + " at " + now + " was answered " + verdict;
      }
      if (verdict instanceof RateToken token && n % 5 == 0) {
        token.giveBack();
        token.giveBack();
      } else if (fits) {
        arrivals = after;
      }
    }
    return null;
  }

  /** The virtual scheduling form of the same bucket; it keeps no tokens. */
  private static boolean arrive(
      Map<String, Long> arrivals, String block, long now, long interval, int burst) {
    long expected = Math.max(now, arrivals.getOrDefault(block, Long.MIN_VALUE));
    arrivals.put(block, expected + interval);
    return expected - now <= (burst - 1) * interval;
  }
}
