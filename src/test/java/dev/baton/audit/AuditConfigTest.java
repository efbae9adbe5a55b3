package dev.baton.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditConfigTest {

  private static Settings settings(String yaml) {
    return ConfigFolder.of(Map.of("notices.yaml", yaml), Map.of());
  }

  @Test
  void without_an_address_nobody_knocks_and_it_looks_every_minute() {
    assertEquals(new AuditConfig(Duration.ofMinutes(1), Optional.empty()),
      AuditConfig.from(settings("audit: {heartbeat: ''}")));
  }

  @Test
  void an_address_is_knocked_at() {
    assertEquals(new AuditConfig(Duration.ofSeconds(30), Optional.of(URI.create("https://hc.example/ping/0f3c"))),
      AuditConfig.from(settings("audit: {every: 30s, heartbeat: 'https://hc.example/ping/0f3c'}")));
  }

  @Test
  void looks_without_a_pause_and_addresses_that_nobody_can_knock_at_are_refused() {
    var settings = settings("audit: {every: 1s, heartbeat: 'ftp://hc.example/'}");
    AuditConfig.from(settings);
    var problems = assertThrows(ConfigProblems.class, settings::finish).getMessage();
    assertTrue(problems.contains("shorter than 5s") && problems.contains("must begin with https://"), problems);
  }
}
