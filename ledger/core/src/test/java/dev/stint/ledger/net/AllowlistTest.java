package dev.stint.ledger.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-26")
class AllowlistTest {
  private final Allowlist allowlist = new Allowlist();
  private final Prefix peer = Prefix.parseAddress("192.0.2.1");

  @Test
  void entry_allowsItsBlock_andItsPrincipalOrAny() {
    allowlist.add(Prefix.parse("192.0.2.0/24"), "alice");

    assertThat(allowlist.allows(peer)).isTrue();
    assertThat(allowlist.allows(peer, "alice")).isTrue();
    assertThat(allowlist.allows(peer, "mallory")).isFalse();
    assertThat(allowlist.allows(Prefix.parseAddress("192.0.3.1"))).isFalse();

    allowlist.add(Prefix.parse("192.0.0.0/16"), null);
    assertThat(allowlist.allows(peer, "mallory")).isTrue();
    assertThat(allowlist.texts()).containsExactly("192.0.2.0/24 alice", "192.0.0.0/16");
  }

  @Test
  void edit_atRunTime_changesWhatIsAskedLater() {
    Prefix block = Prefix.parse("192.0.2.0/24");

    assertThat(allowlist.add(block, "alice")).isTrue();
    assertThat(allowlist.add(block, "alice")).isFalse();
    assertThat(allowlist.remove(block, null)).isFalse();
    assertThat(allowlist.remove(block, "alice")).isTrue();
    assertThat(allowlist.allows(peer)).isFalse();
    assertThat(allowlist.size()).isZero();
  }

  @Test
  void entries_areBounded_andNamesChecked() {
    for (int i = 0; i < Allowlist.ENTRIES_AT_MOST; i++) {
      allowlist.add(Prefix.of4(i, 32), null);
    }

    assertThatThrownBy(() -> allowlist.add(Prefix.parse("10.0.0.0/8"), "alice"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("allowlist is full: entry [10.0.0.0/8 alice], entries [1024] (STINT-N017)");
    assertThatThrownBy(() -> allowlist.add(Prefix.parse("10.0.0.0/8"), "a b"))
        .hasMessageContaining("(STINT-N001)");
  }
}
