package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history below an answer goes, and no word of the customer's with it. */
class QuotesTest {

  static Stream<String> histories() {
    return Stream.of(
      "On Mon, 2 Nov 2026 at 09:00, Northwind Help <help@northwind.example> wrote:\n\n> On its way.\n> Regards",
      "On Mon, 2 Nov 2026 at 09:00, Northwind Help\n<help@northwind.example>\nwrote:\n> On its way.",
      "Am 02.11.26 um 09:00 schrieb Northwind Help:\n> Ist unterwegs.\n>\n>> Wo ist es?",
      "Le lun. 2 nov. 2026 à 09:00, Northwind <help@northwind.example> a écrit :\n> En route.",
      "El lun, 2 nov 2026 a las 9:00, Northwind (<help@northwind.example>) escribió:\n> En camino.",
      "Il giorno lun 2 nov 2026 alle ore 09:00 Northwind ha scritto:\n> In arrivo.",
      "Op ma 2 nov. 2026 om 09:00 schreef Northwind:\n> Onderweg.",
      "2026-11-02 9:00 GMT Northwind Help <help@northwind.example> wrote:\n> On its way.",
      "> On its way.\n> Regards",
      "-----Original Message-----\nFrom: Northwind\nSent: Monday\nTo: Ann\nSubject: Re: Parcel\n\nOn its way.",
      "-----Ursprüngliche Nachricht-----\nVon: Northwind\nGesendet: Montag\n\nIst unterwegs.",
      "________________________________\nFrom: Northwind Help <help@northwind.example>\nSent: Monday, 2 November "
        + "2026 09:00\n"
        + "To: Ann\nSubject: Re: Parcel\n\nOn its way.",
      "Von: Northwind Help\nGesendet: Montag, 2. November 2026 09:00\nAn: Ann\nBetreff: AW: Paket\n\nIst unterwegs.");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void what_a_program_put_below_is_cut_off(String history) {
    assertEquals("It is still not here!\n\nAnn", Quotes.cut("It is still not here!\n\nAnn\n\n" + history + "\n",
      "Re: Parcel"));
  }

  static Stream<String> words() {
    return Stream.of(
      "> Where do you live?\nIn Leeds.\n> And your name?\nAnn",
      "On Monday the driver wrote:\nnobody at home. That is not true!",
      "From: Leeds\nThat is where it left.",
      "The label says\nFrom: Northwind\nand nothing else.",
      "My list:\n> 5 boxes arrived\nbut 7 were sent.",
      "-- \nAnn Archer");
  }

  @ParameterizedTest
  @MethodSource("words")
  void what_the_customer_wrote_stays(String text) {
    assertEquals(text, Quotes.cut(text, "Re: Parcel"));
  }

  @Test
  void where_nothing_would_be_left_all_of_it_stays() {
    var bare = "On Mon, 2 Nov 2026, Northwind wrote:\n> On its way.";
    assertEquals(bare, Quotes.cut(bare, "Re: Parcel"));
  }

  @Test
  void what_is_forwarded_is_what_it_is_about() {
    var forwarded = "See below.\n\n-----Original Message-----\nFrom: FixIt\nSent: Monday\nTo: Ann\n\nWe never got "
      + "the part.";
    assertEquals(forwarded, Quotes.cut(forwarded, "Fwd: Parcel"));
    assertEquals(forwarded, Quotes.cut(forwarded, "WG: Paket"));
  }

  @Test
  void a_quote_in_html_is_cut_like_one_in_text() {
    assertEquals("Thanks!", Quotes.cut(MailHtml.text("<div>Thanks!</div><div class='gmail_quote'><div>On Mon, 2 "
      + "Nov 2026, Help wrote:<br>"
      + "</div><blockquote>On its way.<blockquote>Where?</blockquote></blockquote></div>"), "Re: x"));
    assertEquals("> Where?\nIn Leeds.", Quotes.cut(MailHtml.text("<blockquote>Where?</blockquote><p>In Leeds.</p>"),
      "Re: x"));
  }
}
