package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.load.Load;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The load command, small: what it drives is a gateway, and what it compares with is the schema of today. */
@ExtendWith(EventLoops.class)
class LoadIT {

  @Test
  void a_gateway_is_driven_and_compared_with_plain_inserts_of_the_same_rows(Vertx vertx) throws InterruptedException {
    try (var gateway = TestGateway.on(vertx).with("BATON_DEMO", "false").start()) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var code = new Load(Map.of("BATON_API_TOKEN", TestGateway.TOKEN, "BATON_DATABASE_URL", gateway.database()),
        new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of("url=" + gateway.address(), "seconds=1", "warmup=0", "rate=50", "batch=5", "connections=2",
          "sockets=2", "baseline=1"));
      var said = out.toString(StandardCharsets.UTF_8);
      assertEquals(0, code, () -> said + err.toString(StandardCharsets.UTF_8));
      assertTrue(said.contains("(50 accepted)"), said);
      assertTrue(said.contains("0 missing"), said);
      assertTrue(said.matches("(?s).*\\(a\\) mentions only [1-9].*\\(b\\) all rows [1-9].*\\(c\\) with foreign keys [1-9].*"), said);
    }
  }
}
