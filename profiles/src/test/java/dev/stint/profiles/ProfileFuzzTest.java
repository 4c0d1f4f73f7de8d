package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.stint.profiles.ProfileReader.Strictness;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random mutations of a valid profile give a document or one line, never anything else. */
class ProfileFuzzTest {
  /** {@code -Dstint.fuzz.rounds} asks for a longer run. */
  private static final int ROUNDS = Integer.getInteger("stint.fuzz.rounds", 3_000);

  private static final String[] PIECES = {
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "\n",
    "  ",
    "\t",
    "\"",
    "'",
    "#",
    "&a",
    "*a",
    "!!x ",
    "|",
    ">",
    "%",
    "---\n",
    "0",
    "-1",
    "99999999999999999999",
    "Ki",
    "/s",
    "\u0000",
    "\uFEFF",
    "\u202E",
    "~",
    "?",
    ",",
    "\\",
    "<<",
    "1e999",
    "hard",
    "limits:",
    "threadLimit: 5\n"
  };

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void profile_mutatedAtRandom_isReadOrRefusedWithOneLine() {
    long seed = Seeds.next("fuzz");
    Random random = new Random(seed);
    byte[] valid = Yaml.bytes(ProfileGenerator.SAMPLE);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutant = valid;
      for (int i = random.nextInt(6); i >= 0; i--) {
        mutant = mutate(mutant, random);
      }
      Strictness strictness = Strictness.values()[round % 2];
      read += isRead(mutant, strictness, seed, round) ? 1 : 0;
    }
    assertThat(read).as("some mutants stay valid").isBetween(1, ROUNDS - 1);
  }

  private static boolean isRead(byte[] mutant, Strictness strictness, long seed, int round) {
    try {
      ProfileDocument document = ProfileReader.read("p.yaml", mutant, strictness);
      String printed = ProfilePrinter.print(document);
      ProfileDocument again = ProfileReader.read("q.yaml", Yaml.bytes(printed), Strictness.STRICT);
      assertThat(ProfilePrinter.print(again)).isEqualTo(printed);
      return true;
    } catch (ProfileException e) {
      assertThat(e.getMessage()).as("seed %d round %d", seed, round).isEqualTo(oneLine(e));
      return false;
    } catch (RuntimeException e) {
      return fail("seed " + seed + " round " + round, e);
    }
  }

  private static String oneLine(ProfileException e) {
    String message = String.valueOf(e.getMessage());
    assertThat(message).matches("p\\.yaml:\\d+:\\d+: .{1,400} \\(STINT-P0\\d\\d\\)");
    return message;
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    return switch (random.nextInt(4)) {
      case 0 -> splice(bytes, at, at, Yaml.bytes(PIECES[random.nextInt(PIECES.length)]));
      case 1 -> splice(bytes, at, Math.min(bytes.length, at + random.nextInt(12)), new byte[0]);
      case 2 -> splice(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
      default -> {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(60));
        yield splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
      }
    };
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
    byte[] result = new byte[bytes.length - (to - from) + piece.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
    return result;
  }
}
