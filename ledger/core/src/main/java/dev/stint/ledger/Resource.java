package dev.stint.ledger;

/**
 * The resource catalogue: everything that is counted, with a stable code. Append only; a code is
 * never reused.
 *
 * <p>That a resource is listed does not say that something in this JVM counts it: what is enforced
 * is what the doctor and the snapshot name.
 */
public enum Resource {
  HANDLES(1, "handles", ResourceKind.STOCK, Unit.COUNT, "capLimit"),
  CALLS_INFLIGHT(2, "calls.inflight", ResourceKind.STOCK, Unit.COUNT, "inFlightCallLimit"),
  LINEAR_MEMORY(3, "linear.memory", ResourceKind.STOCK, Unit.BYTES, "memoryCommitLimitBytes"),
  FUEL(4, "fuel", ResourceKind.FLOW, Unit.INSTRUCTIONS, "fuelPerWindow"),
  TIMERS(5, "timers", ResourceKind.STOCK, Unit.COUNT, "timerWaiterLimit"),
  QUEUE_ENTRIES(6, "queue.entries", ResourceKind.STOCK, Unit.COUNT, "endpointQueueLimit"),
  LOG_BYTES(7, "log.bytes", ResourceKind.FLOW, Unit.BYTES, "logQuotaBytesPerWindow"),
  AUDIT_RESERVE(8, "audit.reserve", ResourceKind.STOCK, Unit.COUNT, "auditReserve"),
  LINEAR_RESERVED(
      9, "linear.reserved", ResourceKind.STOCK, Unit.BYTES, "memoryVirtualReservationLimitBytes"),
  DIRECT_MEMORY(10, "direct.memory", ResourceKind.STOCK, Unit.BYTES, "frameGrantLimitPages"),
  HEAP_ALLOCATED(
      11, "heap.allocated", ResourceKind.FLOW, Unit.BYTES, "heapAllocatedBytesPerWindow"),
  HEAP_LIVE(12, "heap.live", ResourceKind.STOCK, Unit.BYTES, "-"),
  THREADS(13, "threads", ResourceKind.STOCK, Unit.COUNT, "threadLimit"),
  THREADS_VIRTUAL(14, "threads.virtual", ResourceKind.STOCK, Unit.COUNT, "virtualThreadLimit"),
  THREADS_STACK(15, "threads.stack", ResourceKind.STOCK, Unit.BYTES, "threadStackBytesLimit"),
  PROCESSES(16, "processes", ResourceKind.STOCK, Unit.COUNT, "processLimit"),
  CPU_TIME(17, "cpu.time", ResourceKind.FLOW, Unit.MICROSECONDS, "cpuBudgetUsPerWindow"),
  SOCKETS(18, "sockets", ResourceKind.STOCK, Unit.COUNT, "socketLimit"),
  LISTENERS(19, "listeners", ResourceKind.STOCK, Unit.COUNT, "listenerLimit"),
  FDS(20, "fds", ResourceKind.STOCK, Unit.COUNT, "fdLimit"),
  NET_IN(21, "net.in", ResourceKind.FLOW, Unit.BYTES, "netInBytesPerWindow"),
  NET_OUT(22, "net.out", ResourceKind.FLOW, Unit.BYTES, "netOutBytesPerWindow"),
  STORAGE_HOME(23, "storage.home", ResourceKind.STOCK, Unit.BYTES, "homeQuotaBytes"),
  STORAGE_CONFIG(24, "storage.config", ResourceKind.STOCK, Unit.BYTES, "configQuotaBytes"),
  STORAGE_CACHE(25, "storage.cache", ResourceKind.STOCK, Unit.BYTES, "cacheQuotaBytes"),
  STORAGE_TMP(26, "storage.tmp", ResourceKind.STOCK, Unit.BYTES, "tempQuotaBytes"),
  STORAGE_ENTRIES(27, "storage.entries", ResourceKind.STOCK, Unit.COUNT, "storageEntryLimit"),
  STORAGE_SNAPSHOTS(
      28, "storage.snapshots", ResourceKind.STOCK, Unit.BYTES, "storageSnapshotLimitBytes"),
  IPC_PENDING(29, "ipc.pending", ResourceKind.STOCK, Unit.COUNT, "pendingIpcSubmissionLimit"),
  SCRATCH_BYTES(30, "scratch.bytes", ResourceKind.STOCK, Unit.BYTES, "ringScratchLimitBytes"),
  MODEL_TOKENS_IN(31, "model.tokens.in", ResourceKind.FLOW, Unit.COUNT, "modelTokensInPerWindow"),
  MODEL_TOKENS_OUT(
      32, "model.tokens.out", ResourceKind.FLOW, Unit.COUNT, "modelTokensOutPerWindow"),
  PROVIDER_CALLS(33, "provider.calls", ResourceKind.FLOW, Unit.COUNT, "providerCallsPerWindow"),
  TOOL_CALLS(34, "tool.calls", ResourceKind.FLOW, Unit.COUNT, "toolCallsPerWindow"),
  MONEY_MICROS(35, "money.micros", ResourceKind.FLOW, Unit.COUNT, "moneyMicrosPerWindow"),
  DMA_POOL_BYTES(36, "dma_pool_bytes", ResourceKind.STOCK, Unit.BYTES, "dmaPoolBytesLimit"),
  DMA_BUFFER_COUNT(37, "dma_buffer_count", ResourceKind.STOCK, Unit.COUNT, "dmaBufferLimit"),
  DMA_DESCRIPTOR_COUNT(
      38, "dma_descriptor_count", ResourceKind.STOCK, Unit.COUNT, "dmaDescriptorLimit"),
  MMIO_MAPPING_COUNT(39, "mmio_mapping_count", ResourceKind.STOCK, Unit.COUNT, "mmioMappingLimit"),
  INTERRUPT_HOLD_COUNT(
      40, "interrupt_hold_count", ResourceKind.STOCK, Unit.COUNT, "interruptHoldLimit"),
  INFLIGHT_DMA_SUBMISSION_COUNT(
      41,
      "inflight_dma_submission_count",
      ResourceKind.STOCK,
      Unit.COUNT,
      "inflightDmaSubmissionLimit"),
  STREAMS_IN(42, "streams.in", ResourceKind.STOCK, Unit.COUNT, "streamsInLimit"),
  STREAMS_OUT(43, "streams.out", ResourceKind.STOCK, Unit.COUNT, "streamsOutLimit"),
  STREAMS_TOTAL(44, "streams.total", ResourceKind.STOCK, Unit.COUNT, "streamsTotalLimit"),
  CONNS_IN(45, "conns.in", ResourceKind.STOCK, Unit.COUNT, "connsInLimit"),
  CONNS_OUT(46, "conns.out", ResourceKind.STOCK, Unit.COUNT, "connsOutLimit"),
  CONNS_TOTAL(47, "conns.total", ResourceKind.STOCK, Unit.COUNT, "connsTotalLimit"),
  SLOTS_WAITING(48, "slots.waiting", ResourceKind.STOCK, Unit.COUNT, "waitingSlotLimit"),
  CODE_BYTES(49, "code.bytes", ResourceKind.STOCK, Unit.BYTES, "codeBytesLimit");

  private static final Resource[] ALL = values();

  private final int code;
  private final String label;
  private final ResourceKind kind;
  private final Unit unit;
  private final String profileField;

  Resource(int code, String label, ResourceKind kind, Unit unit, String profileField) {
    this.code = code;
    this.label = label;
    this.kind = kind;
    this.unit = unit;
    this.profileField = profileField;
  }

  /** The stable number, from 1 on; also the number in the denial code {@code STINT-L003}. */
  public int code() {
    return code;
  }

  /** The name for messages, profiles and metrics, such as {@code heap.allocated}. */
  public String label() {
    return label;
  }

  public ResourceKind kind() {
    return kind;
  }

  public Unit unit() {
    return unit;
  }

  /** The profile field that limits it, or {@code "-"} where none does. */
  public String profileField() {
    return profileField;
  }

  /** The code of its denials and of their page in {@code docs/errors}. */
  public String denialCode() {
    String digits = Integer.toString(code);
    return "STINT-L" + "000".substring(digits.length()) + digits;
  }

  /** The resource of that label, or null. */
  public static @Nullable Resource byLabel(String label) {
    for (Resource resource : ALL) {
      if (resource.label.equals(label)) {
        return resource;
      }
    }
    return null;
  }

  /** How many there are; codes run from 1 to this number. */
  static int count() {
    return ALL.length;
  }

  @Override
  public String toString() {
    return label;
  }
}
