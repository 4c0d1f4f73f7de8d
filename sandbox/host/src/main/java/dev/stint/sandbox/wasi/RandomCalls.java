package dev.stint.sandbox.wasi;

/** {@code random_get}. */
final class RandomCalls {
  private final RandomSource source;

  RandomCalls(RandomSource source) {
    this.source = source;
  }

  void define(FunctionList list) {
    list.add("random_get", "ii", this::get);
  }

  private void get(Call call) {
    long left = call.u32(1);
    long address = call.address(0, left);
    byte[] piece = new byte[(int) Math.min(left, Iovecs.PIECE_BYTES)];
    while (left > 0) {
      int length = (int) Math.min(left, piece.length);
      source.fill(piece, 0, length);
      call.memory().write(address, piece, 0, length);
      address += length;
      left -= length;
    }
  }
}
