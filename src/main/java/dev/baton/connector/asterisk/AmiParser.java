package dev.baton.connector.asterisk;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes messages of bytes: lines {@code Name: value}, and an empty line at the end of each message. A line without a colon,
 * as the greeting is, says nothing. What is longer than any message is passed over whole, up to the next empty line.
 */
final class AmiParser {

  /** Asterisk itself writes no longer line. */
  static final int MAX_LINE = 16 * 1024;
  /** Events have some thirty; a channel's variables may be repeated in one. */
  static final int MAX_FIELDS = 500;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Map<String, List<String>> fields = new LinkedHashMap<>();
  private int count;
  private boolean tooMuch;
  private long passedOver;

  /** Messages that were too long. */
  long passedOver() {
    return passedOver;
  }

  /** The messages that end in these bytes. */
  List<AmiMessage> feed(Buffer bytes) {
    var ended = new ArrayList<AmiMessage>();
    for (var i = 0; i < bytes.length(); i++) {
      var b = bytes.getByte(i);
      if (b == '\n') {
        endOfLine(ended);
      } else if (line.size() < MAX_LINE) {
        line.write(b);
      } else {
        tooMuch = true;
      }
    }
    return ended;
  }

  private void endOfLine(List<AmiMessage> ended) {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (!text.isEmpty()) {
      field(text);
      return;
    }
    if (tooMuch) {
      passedOver++;
    } else if (!fields.isEmpty()) {
      ended.add(new AmiMessage(fields));
    }
    fields = new LinkedHashMap<>();
    count = 0;
    tooMuch = false;
  }

  private void field(String text) {
    var colon = text.indexOf(':');
    if (colon <= 0 || tooMuch) {
      return;
    }
    if (++count > MAX_FIELDS) {
      tooMuch = true;
      return;
    }
    fields.computeIfAbsent(text.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
      .add(text.substring(colon + 1).strip());
  }
}
