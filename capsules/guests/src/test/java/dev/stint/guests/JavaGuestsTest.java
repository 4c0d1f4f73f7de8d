package dev.stint.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaGuestsTest {
  @Test
  void wordcount_text_printsCountsAndTheFiveMostFrequentWords() throws IOException {
    Run run = Run.command("wordcount", "b a B\nc, a! Ärger ärger a\n\nd e f f");

    assertThat(run.text()).isEqualTo("lines 3\nwords 12\n3 a\n2 b\n2 f\n2 ärger\n1 c\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void wordcount_top_printsThatMany() throws IOException {
    assertThat(Run.command("wordcount", "b a b", "--top", "1").text())
        .isEqualTo("lines 0\nwords 3\n2 b\n");
  }

  @Test
  void wordcount_wordAcrossReads_isOneWord() throws IOException {
    String word = "x".repeat(10_000);

    assertThat(Run.command("wordcount", word).text())
        .isEqualTo("lines 0\nwords 1\n1 " + word + "\n");
  }

  @Test
  void wordcount_noInput_printsZeroes() throws IOException {
    assertThat(Run.command("wordcount", "").text()).isEqualTo("lines 0\nwords 0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--top", "--top x", "--top -1", "--all 3", "--top 1 2"})
  void wordcount_badArguments_printsUsageAndEndsWithTwo(String arguments) throws IOException {
    Run run = Run.command("wordcount", "a", arguments.split(" "));

    assertThat(run.errors()).isEqualTo("usage: wordcount [--top N]\n");
    assertThat(run.output()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void primes_thousand_printsCountAndLargest() throws IOException {
    assertThat(Run.command("primes", "", "1000").text()).isEqualTo("primes 168\nlargest 997\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1000001", "many"})
  void primes_badArgument_printsUsageAndEndsWithTwo(String argument) throws IOException {
    Run run = Run.command("primes", "", argument);

    assertThat(run.errors()).isEqualTo("usage: primes N, N from 2 to 1000000\n");
    assertThat(run.status()).isEqualTo(2);
  }
}
