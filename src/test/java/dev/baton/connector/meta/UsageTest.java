package dev.baton.connector.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.connector.ReadOutcome.Quota;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  private static Usage usage(String header, String value) {
    return Usage.of(MultiMap.caseInsensitiveMultiMap().set(header, value));
  }

  @Test
  void the_worst_of_all_counts_tells() {
    var usage = usage("X-Business-Use-Case-Usage", "{\"1\":[{\"type\":\"pages\",\"call_count\":80,\"total_cputime\":3},"
      + "{\"type\":\"messenger\",\"call_count\":1,\"total_time\":91}],\"2\":[{\"call_count\":5}]}");
    assertEquals(91, usage.percent());
    assertEquals(new Quota(9, Duration.ofHours(1)), usage.quota());
  }

  @Test
  void once_access_is_lost_it_says_for_how_many_minutes() {
    var usage = usage("X-Business-Use-Case-Usage", "{\"1\":[{\"call_count\":100,\"estimated_time_to_regain_access\":19}]}");
    assertEquals(new Quota(0, Duration.ofMinutes(19)), usage.quota());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"1\":7}", "{\"1\":[null]}", "{\"call_count\":\"many\"}", "{\"call_count\":74}",
    "{\"call_count\":-1e400}", "{\"estimated_time_to_regain_access\":-5}"})
  void where_there_is_plenty_or_nothing_can_be_understood_nothing_is_said(String value) {
    assertEquals(Quota.UNSAID, usage("X-App-Usage", value).quota());
  }
}
