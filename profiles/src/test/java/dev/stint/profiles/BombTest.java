package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that are small for the sender and large for a naive reader. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BombTest {
  private static final int MEBI = 1 << 20;
  private static final int MOST_PRINCIPALS = 121_836;

  @Test
  void nesting_of32_isRead() {
    String nested = Yaml.HEAD + "x-deep: " + "[".repeat(31) + "]".repeat(31);

    assertThat(Yaml.refusal(nested)).isEqualTo("accepted");
  }

  @Test
  void nesting_ofAMillion_endsAtTheBound() {
    for (String open : new String[] {"[", "{", "- ", "? ", "[{"}) {
      assertThat(Yaml.refusal(open.repeat(MEBI / open.length())))
          .contains("nested deeper than [32] (STINT-P003)");
    }
  }

  @Test
  void textsOfOneMebibyte_ofManyShapes_endInOneLine() {
    String[] pieces = {
      "#",
      " ",
      "\n",
      "a",
      "a ",
      "a\n",
      "'",
      "\"",
      "\\",
      "\t",
      "\r",
      "---\n",
      "...\n",
      "%",
      "!",
      "&a ",
      "*a ",
      "|\n",
      ">\n",
      "a: ",
      ": ",
      ", ",
      "@",
      "\u20ac",
      "\uD83D\uDE00",
      "\"\\u0041\" "
    };
    for (String piece : pieces) {
      byte[] one = Yaml.bytes(piece);
      String message = Yaml.refusal(piece.repeat(MEBI / one.length));

      assertThat(message).as(piece).matches("p\\.yaml:\\d+:\\d+: .{1,300} \\(STINT-P00\\d\\)");
    }
  }

  @Test
  void principals_inAsFewBytesAsThereCanBe_areRead() throws Exception {
    String yaml = BadFiles.principals(MOST_PRINCIPALS);

    assertThat(Yaml.bytes(yaml)).hasSizeBetween(MEBI - 64, MEBI);
    assertThat(Yaml.read(yaml).rules()).hasSize(MOST_PRINCIPALS);
  }

  @Test
  void principals_asManyAsFit_areRead() throws Exception {
    StringBuilder yaml = new StringBuilder(Yaml.HEAD + "principals:\n");
    for (int i = 0; i < 25_000; i++) {
      yaml.append("  p").append(i).append(": {match: {packages: [a.**]}}\n");
    }

    ProfileDocument many = Yaml.read(yaml.toString());

    assertThat(many.rules()).hasSize(25_000);
    assertThat(many.match("a.B", null, null)).isSameAs(many.rules().get(0));
  }
}
