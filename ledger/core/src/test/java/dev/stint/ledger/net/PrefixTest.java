package dev.stint.ledger.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Traces;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 0.0.0.0/0",
    "192.0.2.0/24, 192.0.2.0/24",
    "255.255.255.255/32, 255.255.255.255/32",
    "::/0, ::/0",
    "::1/128, ::1/128",
    "2001:DB8::/48, 2001:db8::/48",
    "2001:0db8:0000:0000:0000:0000:0000:0001/128, 2001:db8::1/128",
    "2001:db8:0:1:0:0:0:1/128, 2001:db8:0:1::1/128",
    "2001:0:0:1:0:0:1:1/128, 2001::1:0:0:1:1/128",
    "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "1::/16, 1::/16",
    "1:2:3:4:5:6:7::/112, 1:2:3:4:5:6:7:0/112",
    "::2:3:4:5:6:7:8/128, 0:2:3:4:5:6:7:8/128",
    "::ffff:192.0.2.1/128, 192.0.2.1/32",
    "::ffff:c000:200/120, 192.0.2.0/24",
    "::ffff:0:0/96, 0.0.0.0/0",
    "64:ff9b::192.0.2.1/128, 64:ff9b::c000:201/128"
  })
  void text_isPrintedCanonically_andParsesBackToTheSame(String text, String canonical) {
    Prefix block = Prefix.parse(text);

    assertThat(block).hasToString(canonical);
    assertThat(Prefix.parse(canonical)).isEqualTo(block).hasSameHashCodeAs(block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "1.2.3.4",
        "1.2.3/24",
        "1.2.3.4.5/32",
        "1.2.3.256/32",
        "01.2.3.4/32",
        "1.2.3.4/032",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/",
        "1.2.3.4/+8",
        " 1.2.3.4/32",
        "1.2.3.4/32 ",
        "a/8",
        "localhost/8",
        "::/129",
        ":/8",
        ":::/8",
        "1::2::3/128",
        "1:2:3:4:5:6:7/128",
        "1:2:3:4:5:6:7:8:9/128",
        "1:2:3:4:5:6:7:8::/128",
        "::1:2:3:4:5:6:7:8/128",
        "12345::/16",
        "g::/16",
        "1.2.3.4::/128",
        "::1.2.3.4:1/128",
        "::1.2.3/128",
        "1:2:3:4:5:6:7:1.2.3.4/128",
        ":1:2:3:4:5:6:7/128",
        "1:2:3:4:5:6:7:/128",
        "\u0661.2.3.4/32",
        "\uff11::/16",
        "1.2.3.4/8/8"
      })
  void text_thatIsNoBlock_isRefused(String text) {
    assertThatThrownBy(() -> Prefix.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("(STINT-N010)");
  }

  @Test
  void refusal_saysWhy() {
    assertThatThrownBy(() -> Prefix.parse("192.0.2.1/24"))
        .hasMessage(
            "address block [192.0.2.1/24] has bits after its length, write [192.0.2.0/24]"
                + " (STINT-N010)");
    assertThatThrownBy(() -> Prefix.parse("fe80::1%eth0/128"))
        .hasMessage("address block [fe80::1%eth0/128] has a scope id (STINT-N010)");
    assertThatThrownBy(() -> Prefix.parse("192.0.2.1"))
        .hasMessage("address block [192.0.2.1] is not [address/length] (STINT-N010)");
    assertThatThrownBy(() -> Prefix.parse("192.0.2.1/33"))
        .hasMessage(
            "address block [192.0.2.1/33] has a length that is no number or too long"
                + " (STINT-N010)");
    assertThatThrownBy(() -> Prefix.parseAddress("host\n" + "x".repeat(90)))
        .hasMessage("address block [host?" + "x".repeat(59) + "...] is no address (STINT-N010)");
  }

  @Test
  void peer_ofTheJdk_isItsAddressWithoutScope() throws UnknownHostException {
    byte[] linkLocal = new byte[16];
    linkLocal[0] = (byte) 0xfe;
    linkLocal[1] = (byte) 0x80;
    linkLocal[15] = 1;

    assertThat(Prefix.of(Inet6Address.getByAddress(null, linkLocal, 3))).hasToString("fe80::1/128");
    assertThat(Prefix.of(InetAddress.getByName("192.0.2.7"))).hasToString("192.0.2.7/32");
  }

  @Test
  void randomBlocks_parseBackFromTheirText_andTheJdkReadsTheSameAddress() {
    Traces.check(2_000, 1, PrefixTest::random, PrefixTest::reread);
  }

  private static Prefix random(SplittableRandom random) {
    long sparse = random.nextLong() & random.nextLong();
    long mask = random.nextBoolean() ? 0xffff0000ffff0000L : 0x0000ffff0000ffffL;
    if (random.nextInt(3) == 0) {
      return Prefix.of4((int) sparse, 32).covering(random.nextInt(33));
    }
    return Prefix.of6(sparse & mask, random.nextLong() & mask, 128).covering(random.nextInt(33));
  }

  private static String reread(List<Prefix> blocks) {
    for (Prefix block : blocks) {
      String text = block.toString();
      if (!Prefix.parse(text).equals(block)) {
        return text + " became " + Prefix.parse(text);
      }
      String address = text.substring(0, text.indexOf('/'));
      if (!Prefix.of(jdk(address)).equals(Prefix.parseAddress(address))) {
        return address + " is another address for the JDK";
      }
    }
    return null;
  }

  private static InetAddress jdk(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void covering_andContains_agree() {
    Prefix address = Prefix.parseAddress("2001:db8:1:2ff::9");

    assertThat(address.covering(56)).hasToString("2001:db8:1:200::/56");
    assertThat(address.covering(56).contains(address)).isTrue();
    assertThat(address.covering(48).contains(address.covering(56))).isTrue();
    assertThat(address.covering(56).contains(address.covering(48))).isFalse();
    assertThat(Prefix.parse("::/0").contains(Prefix.parseAddress("::ffff:1.2.3.4"))).isFalse();
    assertThatThrownBy(() -> address.covering(48).covering(56))
        .hasMessage("length [56] must be in 0 to 48");
  }
}
