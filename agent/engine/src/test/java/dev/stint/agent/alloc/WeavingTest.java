package dev.stint.agent.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WeavingTest {
  private static final String SHAPES = "dev.stint.agent.alloc.guest.Shapes";

  @Test
  void wovenClass_computesTheSame() throws Exception {
    assertThat(result(true)).isEqualTo(result(false)).isNotNull();
  }

  @Test
  void wovenClass_computesTheSameWhileArmed() throws Exception {
    try (Bench bench = new Bench(true)) {
      assertThat(Bench.as(bench.limited("alice", 64 << 20), () -> result(true)))
          .isEqualTo(result(false));
    }
  }

  private static Object result(boolean woven) throws Exception {
    Object shapes = new WovenLoader(woven).loadClass(SHAPES).getDeclaredConstructor().newInstance();
    return ((Supplier<?>) shapes).get();
  }
}
