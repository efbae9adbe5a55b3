package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    <p>one</p><p>two</p>                                                               | one##two
    <p>one<br />two<br>three</p>                                                       | one#two#three
    <p><span class="h-card"><a href="https://m.example/@shop" class="u-url mention">@<span>shop</span></a></span> help</p> | @shop help
    <p><a href="https://shop.example/a/long/way"><span class="invisible">https://</span><span class="ellipsis">shop.example/a/</span><span class="invisible">long/way</span></a></p> | https://shop.example/a/long/way
    <p>see <a href="https://evil.example/x">your bank</a></p>                          | see your bank (https://evil.example/x)
    <p>see <a href="javascript:alert(1)">this</a></p>                                  | see this
    <p>a &lt;b&gt; &amp; c</p>                                                         | a <b> & c
    <script>alert(1)</script><p>safe</p>                                               | safe
    <ul><li>one</li><li>two</li></ul>                                                  | - one#- two
    plain text                                                                         | plain text
    <p>unclosed <b>tag                                                                 | unclosed tag
    <p><a class="hashtag" href="https://m.example/tags/fail">#<span>fail</span></a></p> | #fail
    """)
  void html_becomes_the_text_that_its_readers_saw(String html, String text) {
    assertEquals(text.replace('#', '\n').replace("\nfail", "#fail"), HtmlText.of(html));
  }

  @Test
  void what_the_parser_stumbles_over_is_read_without_its_tags() {
    var stumbling = "<dl><dt><b><dd>".repeat(400);
    assertEquals("help me", HtmlText.of(stumbling + "help" + stumbling + " me &nbsp;"));
  }
}
