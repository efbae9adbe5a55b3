package dev.baton.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SniffedTest {

  @ParameterizedTest
  @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {"GIF89a...,image/gif", "%PDF-1.7,application/pdf", "RIFF....WEBPVP8,image/webp",
    "....ftypisom,video/mp4", "<svg xmlns='...'>,application/octet-stream", "<html><script>,application/octet-stream",
    "GIF8,application/octet-stream", "RIFF....WAVE,application/octet-stream", "'',application/octet-stream"})
  void a_file_is_what_its_bytes_say(String begins, String type) {
    assertEquals(type, Sniffed.type(Buffer.buffer(begins.getBytes(StandardCharsets.ISO_8859_1))));
  }
}
