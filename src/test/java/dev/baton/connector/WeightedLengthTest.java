package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedLengthTest {

  @ParameterizedTest
  @CsvSource({
    "hello, 5",
    "Größe, 5",
    "cafe\u0301, 4",
    "“quoted” – and…, 16",
    "日本語, 6",
    "👾, 2",
    "🙋🏽, 2",
    "👨‍👩‍👧‍👦, 2",
    "🇩🇪, 2",
    "1️⃣, 2",
    "https://example.com, 23",
    "https://example.com/very/long/path?with=a&query=of&many=words, 23",
    "see https://example.com/a., 28",
    "'', 0"
  })
  void a_text_is_as_long_as_the_network_says(String text, int length) {
    assertEquals(length, WeightedLength.of(text));
  }
}
