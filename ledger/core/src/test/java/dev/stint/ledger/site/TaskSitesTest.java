package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSitesTest {
  private final SiteGraph graph = new SiteGraph();
  private final List<Scope> seen = new ArrayList<>();

  @AfterEach
  void leave() {
    graph.close();
  }

  private Runnable task() {
    return () -> seen.add(Cell.current().scope);
  }

  @Test
  void task_runsForItsSubmitter_andTheWorkerGoesBack() {
    Runnable task = task();
    TaskSites.submitted(task);
    Cell.current().scope = graph.bob;

    TaskSites.run(task);

    assertThat(seen).containsExactly(graph.alice);
    assertThat(Cell.current().scope).isSameAs(graph.bob);
  }

  @Test
  void task_submittedTwice_runsTwiceForIt() {
    Runnable task = task();
    TaskSites.submitted(task);
    TaskSites.submitted(task);
    Cell.current().scope = graph.bob;

    TaskSites.run(task);
    TaskSites.run(task);
    TaskSites.run(task);

    assertThat(seen).containsExactly(graph.alice, graph.alice, graph.bob);
  }

  @Test
  void task_thatThrows_leavesTheWorkerAsItWas() {
    Runnable task =
        () -> {
          throw new IllegalStateException("task");
        };
    TaskSites.submitted(task);
    Cell.current().scope = graph.bob;

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> TaskSites.run(task))
        .hasMessage("task");
    assertThat(Cell.current().scope).isSameAs(graph.bob);
  }

  @Test
  void forkedTask_worksForWhoForkedIt() {
    Object task = new Object();
    TaskSites.forked(task);
    Cell.current().scope = graph.bob;

    Object token = TaskSites.begins(task);
    assertThat(Cell.current().scope).isSameAs(graph.alice);
    TaskSites.ended(token);
    assertThat(Cell.current().scope).isSameAs(graph.bob);
    assertThat(TaskSites.begins(task)).isNull();
  }

  @Test
  void taskOfAJdkPool_isNotNoted() {
    Object pool = new Object();
    Object token = TaskSites.servesAll();
    TaskSites.poolMade(pool);
    TaskSites.ended(token);
    Object continuation = new Object();

    TaskSites.poolForked(pool, continuation);
    assertThat(TaskSites.begins(continuation)).isNull();

    Object task = new Object();
    TaskSites.poolForked(new Object(), task);
    assertThat(TaskSites.begins(task)).isSameAs(graph.alice);
  }

  @Test
  void worker_isPaidForByWhoMadeThePool() {
    Object pool = new Object();
    TaskSites.poolMade(pool);
    Cell.current().scope = graph.bob;

    Object token = TaskSites.workerStarts(pool);
    assertThat(Cell.current().scope).isSameAs(graph.alice);
    TaskSites.ended(token);
    assertThat(Cell.current().scope).isSameAs(graph.bob);
  }

  @Test
  void entry_setsThePrincipalAndExitRestoresIt() {
    int bob = EntrySites.register(graph.bob);
    assertThat(EntrySites.register(graph.bob)).isEqualTo(bob);

    Object before = EntrySites.enter(bob);
    assertThat(Cell.current().scope).isSameAs(graph.bob);
    EntrySites.exit(before);
    assertThat(Cell.current().scope).isSameAs(graph.alice);
  }

  @Test
  void whatTheJdkMakesForEveryone_isOfTheSystem() {
    Object token = TaskSites.servesAll();
    Object pool = new Object();
    TaskSites.poolMade(pool);
    TaskSites.ended(token);
    assertThat(Cell.current().scope).isSameAs(graph.alice);

    Object worker = TaskSites.workerStarts(pool);
    Thread thread = new Thread();
    ThreadSites.starting(thread);
    TaskSites.ended(worker);

    assertThat(graph.used(Resource.THREADS)).isZero();
    assertThat(graph.ledgers.system().ledger(Resource.THREADS).used()).isEqualTo(1);
    assertThat(ThreadSites.STARTERS.starterOf(thread)).isNull();
    ThreadSites.exiting(thread);
  }
}
