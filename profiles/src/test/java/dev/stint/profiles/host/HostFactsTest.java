package dev.stint.profiles.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFactsTest {
  private static final long GIB = 1L << 30;

  private final FakeHost host = new FakeHost().file("/proc/meminfo", "MemTotal:  16777216 kB\n");

  @Test
  void cores_areThoseOfTheProcess() {
    assertThat(HostFacts.read(host).cores())
        .hasToString("8, available to this process, container quota included");
    host.cores = 0;
    assertThat(HostFacts.read(host).cores()).hasToString("unknown, the JVM does not say");
  }

  @Test
  void memory_withoutAContainer_isPhysical() {
    assertThat(HostFacts.read(host).memoryBytes()).hasToString(16 * GIB + ", physical");
  }

  @Test
  void memory_inAContainerOfVersion2_isTheLowestLimitUpwards() {
    host.file("/proc/self/cgroup", "0::/app/web\n")
        .file("/sys/fs/cgroup/app/web/memory.max", "max\n")
        .file("/sys/fs/cgroup/app/memory.max", "2147483648\n")
        .file("/sys/fs/cgroup/memory.max", "4294967296\n");

    assertThat(HostFacts.read(host).memoryBytes())
        .hasToString(2 * GIB + ", container limit /sys/fs/cgroup/app/memory.max, of 16Gi physical");
  }

  @Test
  void memory_whereOnlyTheRootOfTheMountIsVisible_isItsLimit() {
    host.file("/proc/self/cgroup", "0::/../../elsewhere\n")
        .file("/sys/fs/cgroup/memory.max", "536870912\n");

    assertThat(HostFacts.read(host).memoryBytes().value()).isEqualTo(GIB / 2);
  }

  @Test
  void memory_inAContainerOfVersion1_isItsLimit() {
    host.file("/proc/self/cgroup", "5:cpu,memory:/docker/7\n0::/\n")
        .file("/sys/fs/cgroup/memory/docker/7/memory.limit_in_bytes", "1073741824\n")
        .file("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(HostFacts.read(host).memoryBytes())
        .hasToString(
            GIB
                + ", container limit /sys/fs/cgroup/memory/docker/7/memory.limit_in_bytes,"
                + " of 16Gi physical");
  }

  @ParameterizedTest
  @CsvSource({"9223372036854771712", "max", "0", "-1", "''", "1e9", "99999999999999999999"})
  void memory_withALimitThatIsNone_isPhysical(String limit) {
    host.file("/proc/self/cgroup", "4:memory:/x\nnonsense\n0::/x\n")
        .file("/sys/fs/cgroup/memory/x/memory.limit_in_bytes", limit)
        .file("/sys/fs/cgroup/x/memory.max", limit);

    assertThat(HostFacts.read(host).memoryBytes().from()).isEqualTo("physical");
  }

  @Test
  void memory_thatTheJvmSeesLower_isBelieved() {
    host.memoryBytes = GIB;
    assertThat(HostFacts.read(host).memoryBytes())
        .hasToString(GIB + ", as the JVM reports it, of 16Gi physical");
  }

  @Test
  void memory_thatNobodyKnows_isUnknown() {
    host.files.clear();
    host.memoryBytes = 0;
    assertThat(HostFacts.read(host).memoryBytes())
        .hasToString("unknown, neither the JVM nor /proc/meminfo says");
  }

  @Test
  void descriptors_fromTheJvm() {
    assertThat(HostFacts.read(host).fds()).hasToString("65536, soft limit of this process");
  }

  @Test
  @Tag("L-6")
  void descriptors_unreadableUnboundedOrZero_areUnknown_withTheReason() {
    host.fds = -1;
    assertThat(fds("nothing"))
        .isEqualTo("unknown, the JVM does not say, and /proc/self/limits has no line for it");
    assertThat(fds("Max open files            unlimited            unlimited            files"))
        .isEqualTo("unknown, the soft limit is unbounded, /proc/self/limits");
    assertThat(fds("Max open files            0                    4096                 files"))
        .isEqualTo("unknown, the soft limit is 0, /proc/self/limits");
    assertThat(fds("Max open files            many                 4096                 files"))
        .isEqualTo("unknown, /proc/self/limits has no number for it");
    host.files.remove(DescriptorFact.FILE);
    assertThat(HostFacts.read(host).fds())
        .hasToString("unknown, the JVM does not say, and /proc/self/limits is not readable");
  }

  @Test
  void descriptors_thatTheJvmDoesNotKnow_comeFromTheFile() {
    host.fds = Long.MAX_VALUE;
    assertThat(
            fds("Limit\nMax open files            1024                 4096                 files"))
        .isEqualTo("1024, soft limit of this process, /proc/self/limits");
  }

  private String fds(String line) {
    return HostFacts.read(host.file(DescriptorFact.FILE, line + "\n")).fds().toString();
  }

  @Test
  @Tag("L-10")
  @EnabledOnOs(OS.LINUX)
  void thisHost_agreesWithProc() throws Exception {
    HostFacts facts = HostFacts.ofThisHost();
    String limits = Files.readString(Path.of("/proc/self/limits"));
    String memory = Files.readString(Path.of("/proc/meminfo"));
    String physical = memory.replaceAll("(?s).*MemTotal: +(\\d+) kB.*", "$1");

    assertThat(facts.cores().value()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(facts.memoryBytes().value())
        .isPositive()
        .isLessThanOrEqualTo(Long.parseLong(physical) * 1024);
    assertThat(facts.fds().known() ? Long.toString(facts.fds().value()) : "unlimited")
        .isEqualTo(limits.replaceAll("(?s).*Max open files +(\\S+).*", "$1"));
  }
}
