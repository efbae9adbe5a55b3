package dev.baton.connector.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Twilio signs, by the vector it publishes. */
class SignatureTest {

  private static final Secret TOKEN = new Secret("12345");
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final String SIGNED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  private static final Form FORM = Form.of(Buffer.buffer(
    "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309"));

  @Test
  void the_published_vector_is_right() {
    assertEquals(SIGNED, Signature.of(TOKEN, URL, FORM));
  }

  @Test
  void it_is_right_with_the_usual_port_and_without_whichever_was_signed() {
    var withPort = Signature.of(TOKEN, "https://mycompany.com:443/myapp.php?foo=1&bar=2", FORM);
    var withOther = Signature.of(TOKEN, "https://mycompany.com:8443/myapp.php?foo=1&bar=2", FORM);
    assertTrue(Signature.isRight(List.of(TOKEN), URL, FORM, SIGNED));
    assertTrue(Signature.isRight(List.of(TOKEN), URL, FORM, withPort));
    assertTrue(Signature.isRight(List.of(TOKEN), "https://mycompany.com:8443/myapp.php?foo=1&bar=2", FORM, withOther));
    assertTrue(Signature.isRight(List.of(TOKEN), "https://mycompany.com:8443/myapp.php?foo=1&bar=2", FORM, SIGNED));
    assertFalse(Signature.isRight(List.of(TOKEN), URL, FORM, withOther));
  }

  @Test
  void another_token_address_field_or_no_signature_is_wrong() {
    assertFalse(Signature.isRight(List.of(new Secret("12346")), URL, FORM, SIGNED));
    assertFalse(Signature.isRight(List.of(TOKEN), URL + "&x=1", FORM, SIGNED));
    assertFalse(Signature.isRight(List.of(TOKEN), URL, Form.of(Buffer.buffer("Digits=1235")), SIGNED));
    assertFalse(Signature.isRight(List.of(TOKEN), URL, FORM, ""));
  }

  @Test
  void a_form_is_read_in_any_order_with_anything_in_it() {
    var form = Form.of(Buffer.buffer("b=%C3%BC+%26%3D&a=1&a=0&&empty=&bare"));
    assertEquals("ü &=", form.get("b"));
    assertEquals(List.of("a", "b", "bare", "empty"), List.copyOf(form.fields().keySet()));
    assertEquals("", form.get("nothing"));
  }
}
