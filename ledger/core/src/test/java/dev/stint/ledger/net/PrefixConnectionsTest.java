package dev.stint.ledger.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-24")
class PrefixConnectionsTest {
  private final PrefixConnections reference =
      new PrefixConnections(PrefixConnections.referenceRules());

  private static Prefix address(String text) {
    return Prefix.parseAddress(text);
  }

  /** How many of so many connections are let in. */
  private static int admitted(PrefixConnections connections, String address, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += connections.open(address(address)) instanceof BlockToken ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void reference_is8PerIpv4Address_8PerIpv6Of56Bits_64Per48() {
    assertThat(admitted(reference, "192.0.2.1", 20)).isEqualTo(8);
    assertThat(admitted(reference, "192.0.2.2", 20)).isEqualTo(8);
    int in48 = 0;
    for (int i = 0; i < 9; i++) {
      int in56 = admitted(reference, "2001:db8:0:" + i + "00::1", 20);
      assertThat(in56).isEqualTo(i < 8 ? 8 : 0);
      in48 += in56;
    }
    assertThat(in48).isEqualTo(64);
    assertThat(reference.open(address("2001:db8:0:900::1")))
        .hasToString(
            "exceeded limit: address block [2001:db8::/48] conns.in, requested [1], used [64], hard"
                + " [64], retry [on release] (STINT-N011)");
    assertThat(reference.used(Prefix.parse("2001:db8:0:900::/56"))).isZero();
  }

  @Test
  void refusal_namesTheMostSpecificFullBlock() {
    admitted(reference, "2001:db8::1", 8);

    BlockVerdict verdict = reference.open(address("2001:db8:0:ff::2"));

    assertThat(verdict)
        .hasToString(
            "exceeded limit: address block [2001:db8::/56] conns.in, requested [1], used [8], hard"
                + " [8], retry [on release] (STINT-N011)");
    assertThat(((RefusedByBlock) verdict).retryable()).isTrue();
  }

  @Test
  void loopback_isUnlimited_alsoBesideBlocksOfOnesOwn() {
    BlockRules<Integer> own =
        PrefixConnections.referenceRules()
            .block(Prefix.parse("0.0.0.0/0"), 1)
            .block(Prefix.parse("::/0"), 1);
    PrefixConnections connections = new PrefixConnections(own);

    assertThat(admitted(connections, "127.0.0.1", 500)).isEqualTo(500);
    assertThat(admitted(connections, "127.9.9.9", 500)).isEqualTo(500);
    assertThat(admitted(connections, "::1", 500)).isEqualTo(500);
    assertThat(admitted(connections, "::ffff:127.0.0.1", 500)).isEqualTo(500);
    assertThat(connections.blocks()).isZero();
    assertThat(admitted(connections, "192.0.2.1", 5)).isEqualTo(1);
  }

  @Test
  void loopback_isLimitedOnlyByABlockThatNamesIt() {
    PrefixConnections connections =
        new PrefixConnections(BlockRules.<Integer>none().block(Prefix.parse("127.0.0.0/8"), 2));

    assertThat(admitted(connections, "127.0.0.1", 5)).isEqualTo(2);
  }

  @Test
  void explicitBlock_replacesTheGeneralRule_andTheMostSpecificWins() {
    BlockRules<Integer> own =
        PrefixConnections.referenceRules()
            .block(Prefix.parse("192.0.2.0/24"), 100)
            .block(Prefix.parse("192.0.2.128/25"), 3)
            .exempt(Prefix.parse("192.0.2.200/32"));
    PrefixConnections connections = new PrefixConnections(own);

    assertThat(admitted(connections, "192.0.2.1", 90)).isEqualTo(90);
    assertThat(admitted(connections, "192.0.2.2", 90)).isEqualTo(10);
    assertThat(admitted(connections, "192.0.2.129", 90)).isEqualTo(3);
    assertThat(admitted(connections, "192.0.2.200", 90)).isEqualTo(90);
    assertThat(admitted(connections, "192.0.3.1", 90)).isEqualTo(8);
  }

  @Test
  void fullTable_refusesNewBlocks_andGoesOnWithThoseItCounts() {
    PrefixConnections connections = new PrefixConnections(PrefixConnections.referenceRules(), 2);
    BlockToken first = (BlockToken) connections.open(address("192.0.2.1"));
    connections.open(address("192.0.2.2"));

    BlockVerdict refused = connections.open(address("192.0.2.3"));

    assertThat(refused)
        .hasToString(
            "cannot count another address block: address block [192.0.2.3/32] conns.in, requested"
                + " [1], used [2], blocks at most [2], retry [on release] (STINT-N012)");
    assertThat(connections.open(address("192.0.2.2"))).isInstanceOf(BlockToken.class);
    first.close();
    first.close();
    assertThat(connections.open(address("2001:db8::1"))).isInstanceOf(RefusedByBlock.class);
    assertThat(connections.blocks()).isEqualTo(1);
    assertThat(connections.open(address("192.0.2.3"))).isInstanceOf(BlockToken.class);
    assertThat(new PrefixConnections(BlockRules.none()).blocksAtMost()).isEqualTo(65_536);
  }

  @Test
  void limitOfZero_isRefusedForGood() {
    PrefixConnections connections = new PrefixConnections(BlockRules.<Integer>none().ipv4(0, 0));

    RefusedByBlock refused = (RefusedByBlock) connections.open(address("192.0.2.3"));

    assertThat(refused.retryable()).isFalse();
    assertThat(refused)
        .hasToString(
            "exceeded limit: address block [0.0.0.0/0] conns.in, requested [1], used [0], hard [0],"
                + " retry [no] (STINT-N011)");
  }

  /** Opens address {@code n}, or closes the n-th of what is open when {@code n} is negative. */
  @Test
  void anyTrace_isThatOfPlainCounters() {
    Traces.check(300, 60, r -> r.nextInt(-6, 24), PrefixConnectionsTest::play);
  }

  private static Prefix numbered(int n) {
    return n < 12
        ? address("192.0.2." + n / 2)
        : address("2001:db8:" + n % 2 + ":" + n % 3 + "00::" + n);
  }

  private static String play(List<Integer> trace) {
    BlockRules<Integer> rules = BlockRules.<Integer>none().ipv4(32, 2).ipv6(56, 2).ipv6(48, 3);
    PrefixConnections connections = new PrefixConnections(rules, 7);
    Map<String, Integer> model = new HashMap<>();
    List<BlockToken> tokens = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int n : trace) {
      if (n < 0) {
        if (!tokens.isEmpty()) {
          int at = -n % tokens.size();
          tokens.get(at).close();
          tokens.remove(at).close();
          for (String block : blocks(owners.remove(at))) {
            model.merge(block, -1, (a, b) -> a + b == 0 ? null : a + b);
          }
        }
        continue;
      }
      boolean fits = fits(model, n);
      BlockVerdict verdict = connections.open(numbered(n));
      if (fits != verdict instanceof BlockToken) {
        return numbered(n) + " was answered " + verdict;
      }
      if (verdict instanceof BlockToken token) {
        tokens.add(token);
        owners.add(n);
        blocks(n).forEach(block -> model.merge(block, 1, Integer::sum));
      }
      for (Map.Entry<String, Integer> each : model.entrySet()) {
        if (connections.used(Prefix.parse(each.getKey())) != each.getValue()) {
          return each.getKey() + " is counted wrongly";
        }
      }
      if (connections.blocks() != model.size()) {
        return "blocks " + connections.blocks() + " and not " + model.size();
      }
    }
    return null;
  }

  private static boolean fits(Map<String, Integer> model, int n) {
    int size = model.size();
    for (String block : blocks(n)) {
      if (model.getOrDefault(block, 0) >= (block.endsWith("/48") ? 3 : 2)) {
        return false;
      }
      size += model.containsKey(block) ? 0 : 1;
    }
    return size <= 7;
  }

  private static List<String> blocks(int n) {
    if (n < 12) {
      return List.of("192.0.2." + n / 2 + "/32");
    }
    String in48 = "2001:db8:" + n % 2 + "::/48";
    String in56 = "2001:db8:" + n % 2 + ":" + n % 3 + "00::/56";
    return List.of(Prefix.parse(in56).toString(), Prefix.parse(in48).toString());
  }

  @Test
  void threads_neverPassTheLimit_andCountsReturnToTheirStart() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 6; t++) {
      int number = t;
      Thread thread = new Thread(() -> storm(start, number, wrong));
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).isEmpty();
    assertThat(reference.blocks()).isZero();
  }

  private void storm(CountDownLatch start, int number, List<String> wrong) {
    try {
      start.await();
    } catch (InterruptedException e) {
      wrong.add("interrupted");
    }
    List<BlockToken> mine = new ArrayList<>();
    Prefix block = Prefix.parse("2001:db8::/56");
    for (int i = 0; i < 5_000; i++) {
      if (reference.open(address("2001:db8::" + number)) instanceof BlockToken token) {
        mine.add(token);
      }
      if (reference.used(block) > 8) {
        wrong.add("used " + reference.used(block));
      }
      if (i % 3 == 2) {
        mine.forEach(BlockToken::close);
        mine.clear();
      }
    }
    mine.forEach(BlockToken::close);
  }
}
