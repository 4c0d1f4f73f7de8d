package dev.stint.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.agent.HookState;
import dev.stint.agent.Log;
import dev.stint.agent.doctor.HookTableText;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
  private final Scope alice = ledgers.principal("alice");
  private final String temporary = System.getProperty("java.io.tmpdir");
  @TempDir Path folder;

  @BeforeEach
  void redirect() {
    System.setProperty("java.io.tmpdir", folder.toString());
  }

  @AfterEach
  void restore() {
    System.setProperty("java.io.tmpdir", temporary);
  }

  @Test
  void exitLines_nameWhatEachPrincipalUsed() {
    DenialLog denials = new DenialLog(Log.open("off"));
    ledgers.listen(denials);
    ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(2));
    alice.charge(Resource.THREADS, 1);
    alice.charge(Resource.THREADS, 1);
    alice.refund(Resource.THREADS, 1);
    alice.charge(Resource.THREADS, 5);
    alice.charge(Resource.THREADS, 5);
    alice.record(Resource.NET_IN, 7);
    ledgers.principal("idle");

    assertThat(new ExitReport(ledgers, denials).lines())
        .containsExactly(
            "principal [alice] threads current 1 peak 2 total 2 denied 2 would-deny 0,"
                + " net.in total 7 denied 0 would-deny 0",
            "faults [0], repeated denials [1]");
  }

  @Test
  void denialLog_printsTheFirstWholeAndCountsTheRest() throws Exception {
    Path file = folder.resolve("log");
    DenialLog denials = new DenialLog(Log.open(file.toString()));
    ledgers.listen(denials);
    ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(0).from("p.yaml:3"));

    for (int i = 0; i < 5; i++) {
      alice.charge(Resource.THREADS, 1);
    }
    denials.flush();

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "stint: denied: exceeded limit: principal [alice] threads, requested [1], used [0],"
                + " hard [0], at [system/alice], profile [p.yaml:3], retry [no] (STINT-L013)");
    assertThat(denials.repeated()).isEqualTo(4);
  }

  @Test
  void addressFile_isForTheOwnerAloneAndGoesAtExit() throws Exception {
    AddressFile address = new AddressFile();
    address.write(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8042), "secret");

    assertThat(address.path().getParent().getParent()).isEqualTo(folder);
    assertThat(Files.readAllLines(address.path()))
        .containsExactly(
            "pid=" + ProcessHandle.current().pid(), "url=http://127.0.0.1:8042", "token=secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(address.path())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(address.path().getParent())))
        .isEqualTo("rwx------");

    address.close();
    assertThat(address.path()).doesNotExist();
  }

  @Test
  void addressFile_inAFolderThatOthersMayEnter_isNotWritten() throws Exception {
    AddressFile address = new AddressFile();
    Files.createDirectory(address.path().getParent());
    Files.setPosixFilePermissions(
        address.path().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> address.write(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "t"))
        .hasMessage("folder [" + address.path().getParent() + "] is not ours alone");
    assertThat(address.path()).doesNotExist();
  }

  @Test
  void logFile_thatCannotBeOpened_fallsBackToStderr() {
    Log log = Log.open(folder.resolve("none/log").toString());

    assertThat(log).isNotNull();
  }

  @Test
  void hookTable_alignsAndSumsUp() {
    String table =
        HookTableText.table(
            List.of(
                HookState.armed("thread.start", "threads"),
                HookState.missing("socket.open", "sockets", "no such method")));

    assertThat(table)
        .isEqualTo(
            "HOOK             RESOURCE         STATE    DETAIL\n"
                + "thread.start     threads          armed\n"
                + "socket.open      sockets          missing  no such method\n"
                + "1 of 2 hooks armed on JDK "
                + Runtime.version()
                + "\n");
  }
}
