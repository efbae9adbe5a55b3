package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTest {

  @Test
  void options_are_written_as_people_are_used_to_or_as_the_other_commands_have_them() {
    var keys = List.of("data=some file.csv");
    assertEquals(keys, Quality.asKeys(List.of("--data", "some file.csv")));
    assertEquals(keys, Quality.asKeys(List.of("--data=some file.csv")));
    assertEquals(keys, Quality.asKeys(List.of("data=some file.csv")));
    assertEquals(List.of("data"), Quality.asKeys(List.of("--data")));
  }
}
