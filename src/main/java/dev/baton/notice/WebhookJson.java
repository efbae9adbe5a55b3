package dev.baton.notice;

import dev.baton.people.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A letter in the forms that programs and chats want. */
final class WebhookJson {

  /** Chats take little: Teams 28 kB a message. */
  private static final int CASES_IN_A_CHAT = 5;
  private static final int QUOTED_IN_A_CHAT = 1_000;
  /** What wakes up everybody in a channel, where a chat looks for it. */
  private static final Pattern CALLS_ALL = Pattern.compile("@(?=(?i:all|channel|everyone|here)\\b)");
  private static final String NO_BREAK = "\u2060";

  private WebhookJson() {}

  static JsonObject of(Letter letter, Webhook.Style style) {
    return switch (style) {
      case GENERIC -> generic(letter);
      case SLACK -> slack(letter.shortened(CASES_IN_A_CHAT));
      case TEAMS -> teams(letter.shortened(CASES_IN_A_CHAT));
    };
  }

  /** Baton's own. */
  private static JsonObject generic(Letter letter) {
    return new JsonObject().put("type", "baton.notices").put("timestamp", letter.at().toString())
      .put("data", new JsonObject()
        .put("person", new JsonObject().put("id", letter.to().id()).put("name", letter.to().name()))
        .put("cases", new JsonArray(letter.paragraphs().stream().map(WebhookJson::generic).toList()))
        .put("more", letter.more()));
  }

  private static JsonObject generic(Letter.Paragraph paragraph) {
    return new JsonObject().put("id", paragraph.caseId()).put("reference", paragraph.reference())
      .put("brand", paragraph.brand()).put("link", paragraph.link()).put("words", new JsonArray(paragraph.words()))
      .put("asked", new JsonArray(paragraph.asked().stream().map(asked -> new JsonObject()
        .put("leg", asked.leg()).put("by", asked.by()).put("whom", asked.whom()).put("question", asked.question())
        .put("acceptBy", asked.acceptBy().toString()).put("answerBy", asked.answerBy().toString())
        .put("open", asked.isOpen()).put("link", asked.link())).toList()));
  }

  /** Slack's incoming webhooks, of which Mattermost and others understand the text. */
  private static JsonObject slack(Letter letter) {
    return new JsonObject().put("text", LetterLine.of(letter, QUOTED_IN_A_CHAT).stream().map(WebhookJson::slack)
      .collect(Collectors.joining("\n")));
  }

  private static String slack(LetterLine line) {
    return switch (line) {
      case LetterLine.Title(var text) -> "*" + forSlack(text) + "*";
      case LetterLine.Says(var text) -> forSlack(text);
      case LetterLine.Quoted(var text) -> text.lines().map(l -> "> " + forSlack(l)).collect(Collectors.joining("\n"));
      case LetterLine.Link(var label, var url) -> "<" + forSlack(url) + "|" + forSlack(label) + ">";
    };
  }

  /** These three begin all that a chat acts on; Mattermost also looks for names. */
  private static String forSlack(String text) {
    return CALLS_ALL.matcher(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
      .replaceAll("@" + NO_BREAK);
  }

  /** A workflow of Microsoft Teams that posts the card it gets. Runs of text, unlike blocks of it, know no Markdown. */
  private static JsonObject teams(Letter letter) {
    var lines = LetterLine.of(letter, QUOTED_IN_A_CHAT);
    var card = new JsonObject().put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
      .put("type", "AdaptiveCard").put("version", "1.2")
      .put("body", new JsonArray(lines.stream().map(WebhookJson::teams).toList()));
    return new JsonObject().put("type", "message").put("attachments", new JsonArray().add(new JsonObject()
      .put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl").put("content", card)));
  }

  private static JsonObject teams(LetterLine line) {
    return switch (line) {
      case LetterLine.Title(var text) -> text(run(text).put("weight", "Bolder")).put("separator", true);
      case LetterLine.Says(var text) -> text(run(text));
      case LetterLine.Quoted(var text) -> text(run(text).put("italic", true));
      case LetterLine.Link(var label, var url) -> new JsonObject().put("type", "ActionSet")
        .put("actions", new JsonArray().add(new JsonObject().put("type", "Action.OpenUrl").put("title", label)
          .put("url", url)));
    };
  }

  private static JsonObject run(String text) {
    return new JsonObject().put("type", "TextRun").put("text", text);
  }

  private static JsonObject text(JsonObject run) {
    return new JsonObject().put("type", "RichTextBlock").put("inlines", new JsonArray().add(run));
  }
}
