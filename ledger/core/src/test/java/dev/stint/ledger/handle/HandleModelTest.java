package dev.stint.ledger.handle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random steps on three tables against a plain list of rows. */
class HandleModelTest {
  private static final int CAPACITY = 5;

  @Test
  @Tag("P17")
  @Tag("C-R11")
  @Tag("C-L1")
  void tables_areWhatThePlainListSays_afterEveryStep() {
    Traces.check(150, 80, (operations, trace) -> new Run(trace).play(operations));
  }

  private static final class Row {
    HandleTable table;
    long handle;
    Row parent;
    final TransferMode mode;
    long sockets;

    Row(HandleTable table, long handle, Row parent, TransferMode mode) {
      this.table = table;
      this.handle = handle;
      this.parent = parent;
      this.mode = mode;
    }

    boolean isDerivedFrom(Row other) {
      Row at = parent;
      while (at != null && at != other) {
        at = at.parent;
      }
      return at == other;
    }
  }

  private static final class Run {
    private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(8));
    private final HandleSpace space = new HandleSpace();
    private final List<HandleTable> tables = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<long[]> voided = new ArrayList<>();
    private final List<String> trace;

    Run(List<String> trace) {
      this.trace = trace;
      for (String name : List.of("a", "b", "c")) {
        Scope scope = ledgers.principal(name).child(ScopeKind.SESSION, "s");
        tables.add(space.table(scope, CAPACITY));
      }
    }

    void play(List<Integer> operations) {
      for (int op : operations) {
        HandleTable table = tables.get(op / 8 % 3);
        Row row = rows.isEmpty() ? null : rows.get(op / 32 % rows.size());
        int what = op % 8;
        if (what < 2 || row == null) {
          insert(table, TransferMode.values()[op / 32 % 3]);
        } else if (what < 4) {
          transfer(row, table);
        } else if (what == 4) {
          attach(row);
        } else if (what == 5) {
          trace.add("close " + rows.indexOf(row));
          row.table.close(row.handle);
          end(row);
        } else if (what == 6) {
          trace.add("revoke " + rows.indexOf(row));
          List<Row> gone = rows.stream().filter(r -> r == row || r.isDerivedFrom(row)).toList();
          assertThat(row.table.revoke(row.handle)).isEqualTo(gone.size());
          gone.forEach(this::end);
        } else {
          useStale(op);
        }
        check();
      }
    }

    private long size(HandleTable table) {
      return rows.stream().filter(r -> r.table == table).count();
    }

    private void insert(HandleTable table, TransferMode mode) {
      trace.add("insert " + mode + " into " + tables.indexOf(table));
      boolean fits = size(table) < CAPACITY;
      HandleResult result = table.insert(new Capability(1, 2, 3, mode), Origin.KERNEL);
      assertThat(result.granted()).isEqualTo(fits);
      if (fits) {
        rows.add(new Row(table, result.handle(), null, mode));
      }
    }

    private void transfer(Row row, HandleTable to) {
      trace.add("transfer " + row.mode + " " + rows.indexOf(row) + " to " + tables.indexOf(to));
      boolean fits = size(to) < CAPACITY && row.mode != TransferMode.NON_TRANSFERABLE;
      HandleResult result = row.table.transfer(row.handle, to, Origin.TRANSFER);
      assertThat(result.granted()).isEqualTo(fits);
      if (fits && row.mode == TransferMode.COPY) {
        rows.add(new Row(to, result.handle(), row, row.mode));
      } else if (fits) {
        voided.add(new long[] {tables.indexOf(row.table), row.handle});
        row.table = to;
        row.handle = result.handle();
      }
    }

    private void attach(Row row) {
      trace.add("attach to " + rows.indexOf(row));
      Reservation token = row.table.scope().reserveOrThrow(Resource.SOCKETS, 1);
      token.commit();
      assertThat(row.table.attach(row.handle, token).granted()).isTrue();
      row.sockets++;
    }

    private void end(Row row) {
      rows.remove(row);
      voided.add(new long[] {tables.indexOf(row.table), row.handle});
      for (Row each : rows) {
        if (each.parent == row) {
          each.parent = row.parent;
        }
      }
    }

    private void useStale(int op) {
      if (!voided.isEmpty()) {
        long[] one = voided.get(op / 32 % voided.size());
        trace.add("stale use in " + one[0]);
        HandleTable table = tables.get((int) one[0]);
        assertThat(table.check(one[1]).granted()).isFalse();
        assertThat(table.close(one[1])).isFalse();
        assertThat(table.revoke(one[1])).isZero();
        assertThat(table.transfer(one[1], tables.get(0), Origin.RESULT).granted()).isFalse();
      }
    }

    private void check() {
      for (HandleTable table : tables) {
        long sockets = rows.stream().filter(r -> r.table == table).mapToLong(r -> r.sockets).sum();
        assertThat(table.size()).isEqualTo((int) size(table));
        assertThat(table.scope().ledger(Resource.HANDLES).used()).isEqualTo(size(table));
        assertThat(table.scope().ledger(Resource.SOCKETS).used()).isEqualTo(sockets);
      }
      for (Row row : rows) {
        assertThat(row.table.find(row.handle)).isNotNull();
      }
      assertThat(ledgers.faults()).isZero();
    }
  }
}
