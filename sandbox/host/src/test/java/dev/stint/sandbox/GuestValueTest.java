package dev.stint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestValueTest {
  @ParameterizedTest
  @CsvSource({
    "I32, 7, 7",
    "I32, -1, -1",
    "I32, 4294967295, -1",
    "I32, 0xff, 255",
    "I64, -9223372036854775808, -9223372036854775808",
    "I64, 18446744073709551615, -1",
    "I64, 0x10, 16",
    "F32, 1.5, 1.5",
    "F64, -0.0, -0.0",
    "F64, NaN, NaN",
  })
  void parse_thenText_isTheNumber(ValueType type, String text, String printed) {
    assertThat(GuestValue.parse(type, text).text()).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "I32, 4294967296",
    "I32, -2147483649",
    "I32, one",
    "I64, 1.0",
    "I64, ''",
    "F32, x",
    "V128, 1"
  })
  void parse_whatDoesNotFit_isRefused(ValueType type, String text) {
    assertThatThrownBy(() -> GuestValue.parse(type, text))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void typeText_parsesWhatItPrints() {
    FunctionType type =
        new FunctionType(
            List.of(ValueType.I32, ValueType.F64), List.of(ValueType.I64, ValueType.EXTERNREF));

    assertThat(TypeText.print(type)).isEqualTo("(i32, f64) -> (i64, externref)");
    assertThat(TypeText.parse(TypeText.print(type))).isEqualTo(type);
    assertThat(TypeText.parse("() -> ()")).isEqualTo(new FunctionType(List.of(), List.of()));
  }
}
