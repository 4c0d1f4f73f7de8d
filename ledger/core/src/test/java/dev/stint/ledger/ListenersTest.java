package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private final Graph graph = new Graph();
  private final List<String> heard = new ArrayList<>();

  @Test
  void secondListener_doesNotTakeThePlaceOfTheFirst() {
    graph.ledgers.listen(named("first"));
    graph.ledgers.listen(named("second"));

    graph.alice.close();

    assertThat(heard).containsExactly("first alice", "second alice");
  }

  @Test
  void listenerThatThrows_isCounted_andTheNextStillHears() {
    graph.ledgers.listen(
        new LedgerListener() {
          @Override
          public void scopeClosed(Scope scope) {
            throw new IllegalStateException("injected");
          }
        });
    graph.ledgers.listen(named("second"));

    graph.alice.close();

    assertThat(heard).containsExactly("second alice");
    assertThat(graph.ledgers.failedNotices()).isEqualTo(1);
  }

  @Test
  void listenerThatLeft_hearsNothing_andTheOthersGoOn() {
    LedgerListener first = named("first");
    graph.ledgers.listen(first);
    graph.ledgers.listen(named("second"));

    graph.ledgers.unlisten(first);
    graph.ledgers.unlisten(first);
    graph.alice.close();

    assertThat(heard).containsExactly("second alice");
  }

  private LedgerListener named(String name) {
    return new LedgerListener() {
      @Override
      public void scopeClosed(Scope scope) {
        heard.add(name + " " + scope.name());
      }
    };
  }
}
