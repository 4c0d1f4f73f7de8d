package dev.stint.ledger.qos;

import dev.stint.ledger.Nullable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the frames of the timed protocol.
 *
 * <p>Requests are {@code 'T' 'M' version op nonce} and the arguments; replies are {@code 'T' 'M'
 * version op|0x80 status nonce} and the answer; numbers are little-endian. Register and sleep carry
 * the class, one byte that must be 0, and the deadline. <b>Accuracy:</b> reading what was written
 * gives the same message, and writing what was read gives the same bytes. <b>Threading:</b> pure
 * functions. <b>Failure:</b> any other bytes give a {@link TimedMalformed}, never an exception.
 * <b>Source:</b> checklist Q-15; that the byte of padding must be 0 is Stint's rule.
 */
public final class TimedFrames {
  public static final byte MAGIC_0 = 'T';
  public static final byte MAGIC_1 = 'M';
  public static final byte VERSION = 1;

  /** The bit that makes an operation its reply. */
  public static final int RESPONSE_BIT = 0x80;

  static final int REQUEST_HEAD = 8;
  static final int REPLY_HEAD = 9;

  private TimedFrames() {}

  /** The bytes of a request; as many as its operation says. */
  public static byte[] write(TimedRequest request) {
    TimedOp op = request.op();
    ByteBuffer out = frame(op.requestBytes(), op.code()).putInt(request.nonce());
    switch (op) {
      case REGISTER, SLEEP_UNTIL ->
          out.put((byte) request.wireClass()).put((byte) 0).putLong(request.deadlineNanos());
      case CANCEL -> out.putInt(request.timerId());
      case WALLTIME -> {}
    }
    return out.array();
  }

  /** The bytes of a reply. */
  public static byte[] write(TimedReply reply) {
    int length = replyBytes(TimedOp.byCode(reply.opCode()), reply.status());
    ByteBuffer out = frame(length, reply.opCode() | RESPONSE_BIT);
    out.put((byte) reply.status().code()).putInt(reply.nonce());
    if (length == TimedOp.REGISTER.replyBytes()) {
      out.putInt(reply.timerId());
    }
    if (length > REPLY_HEAD) {
      out.putLong(reply.nanos());
    }
    return out.array();
  }

  private static ByteBuffer frame(int length, int opByte) {
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    return out.put(MAGIC_0).put(MAGIC_1).put(VERSION).put((byte) opByte);
  }

  /** A {@link TimedRequest} or a {@link TimedMalformed}. */
  public static TimedMessage readRequest(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    TimedOp op = hasMagic(bytes) ? TimedOp.byCode(bytes[3] & 0xff) : null;
    if (op == null || bytes.length != op.requestBytes()) {
      return malformed(in);
    }
    int nonce = in.getInt(4);
    return switch (op) {
      case REGISTER, SLEEP_UNTIL -> {
        if (in.get(9) != 0) {
          yield malformed(in);
        }
        int wireClass = in.get(8) & 0xff;
        long deadline = in.getLong(10);
        yield op == TimedOp.REGISTER
            ? TimedRequest.register(nonce, wireClass, deadline)
            : TimedRequest.sleepUntil(nonce, wireClass, deadline);
      }
      case CANCEL -> TimedRequest.cancel(nonce, in.getInt(REQUEST_HEAD));
      case WALLTIME -> TimedRequest.walltime(nonce);
    };
  }

  /** A {@link TimedReply} or a {@link TimedMalformed}. */
  public static TimedMessage readReply(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < REPLY_HEAD || !hasMagic(bytes) || bytes[3] >= 0) {
      return malformed(in);
    }
    int opCode = bytes[3] & 0x7f;
    TimedStatus status = TimedStatus.byCode(bytes[4] & 0xff);
    TimedOp op = TimedOp.byCode(opCode);
    if (status == null || bytes.length != replyBytes(op, status)) {
      return malformed(in);
    }
    int nonce = in.getInt(5);
    boolean hasId = bytes.length == TimedOp.REGISTER.replyBytes();
    int timerId = hasId ? in.getInt(REPLY_HEAD) : 0;
    long nanos = bytes.length == REPLY_HEAD ? 0 : in.getLong(REPLY_HEAD + (hasId ? 4 : 0));
    return new TimedReply(opCode, status, nonce, timerId, nanos);
  }

  /** The length of a reply, or -1 where that status cannot answer that operation. */
  private static int replyBytes(@Nullable TimedOp op, TimedStatus status) {
    if (status == TimedStatus.MALFORMED) {
      return REPLY_HEAD;
    }
    return op == null ? -1 : op.replyBytes();
  }

  private static boolean hasMagic(byte[] bytes) {
    return bytes.length >= 4 && bytes[0] == MAGIC_0 && bytes[1] == MAGIC_1 && bytes[2] == VERSION;
  }

  private static TimedMalformed malformed(ByteBuffer in) {
    int opCode = in.limit() > 3 ? in.get(3) & 0x7f : 0;
    int nonce = in.limit() >= REQUEST_HEAD ? in.getInt(4) : 0;
    return new TimedMalformed(opCode, nonce);
  }
}
