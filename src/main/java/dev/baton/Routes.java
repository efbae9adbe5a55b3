package dev.baton;

import dev.baton.cases.CasesApi;
import dev.baton.cases.MergingApi;
import dev.baton.cases.Together;
import dev.baton.cases.Unlinks;
import dev.baton.db.Ids;
import dev.baton.http.ApiDocument;
import dev.baton.http.Pages;
import dev.baton.http.Part;
import dev.baton.http.SessionApi;
import dev.baton.inbox.InboxApi;
import dev.baton.ingest.AccountsApi;
import dev.baton.ingest.DeliveriesApi;
import dev.baton.ingest.HooksApi;
import dev.baton.ingest.MentionsApi;
import dev.baton.joining.JoiningApi;
import dev.baton.leg.ExpertApi;
import dev.baton.leg.LegsApi;
import dev.baton.leg.LinkApi;
import dev.baton.live.LiveApi;
import dev.baton.media.AttachmentsApi;
import dev.baton.monitor.MonitorApi;
import dev.baton.monitor.SetAsideApi;
import dev.baton.notice.NoticesApi;
import dev.baton.promise.Outlook;
import dev.baton.promise.PromiseApi;
import dev.baton.reply.ReplyApi;
import dev.baton.review.PolicyApi;
import java.nio.file.Path;
import java.util.List;

/** Everything that is answered over HTTP. */
final class Routes {

  private Routes() {}

  static List<Part> of(Parts parts) {
    var ground = parts.ground;
    var config = ground.config();
    var people = config.people();
    var reader = ground.database().reader();
    var promiseIds = new Ids(reader, "promise_id");
    return List.of(
      new SessionApi(parts.signIn, config.http(), config.demo()),
      new AccountsApi(reader, parts.accountStore, parts.serving::now, parts.brands, parts.address, ground.clock()),
      parts.accounts.api(ground),
      new HooksApi(reader, parts.serving::now, parts.accountStore, parts.address, parts.deliveryReader::wake, ground.clock(), ground.metrics().registry()),
      new DeliveriesApi(reader, parts.brands, parts.deliveryReader::wake, ground.clock()),
      new AttachmentsApi(reader, parts.brands),
      new MentionsApi(ground.vertx(), parts.ingest, parts.serving::now),
      new InboxApi(parts.inbox, parts.brands),
      new CasesApi(parts.commands, parts.requests, parts.file, parts.brands, people, new Ids(reader, "note_id")),
      new MergingApi(ground.vertx(), parts.commands, parts.requests, ground.journal(), ground.versions(),
        new Ids(reader, "case_id")),
      new JoiningApi(parts.commands, parts.requests, new Together(ground.journal()),
        new Unlinks(ground.vertx(), ground.journal(), ground.versions(), parts.serving::queueOf),
        new Ids(reader, "case_id")),
      new ReplyApi(ground.database(), parts.commands, parts.requests, parts.serving::connectors, parts.sender::wake,
        ground.policies(), new Ids(reader, "reply_id"), promiseIds),
      new LegsApi(parts.commands, parts.requests, people, new Ids(reader, "leg_id")),
      new ExpertApi(parts.answering),
      new LinkApi(parts.answering, parts.links, people, ground.clock()),
      new PromiseApi(parts.commands, parts.requests, parts.file, new Outlook(ground.policies(), people::nameOf),
        parts.brands, promiseIds, ground.clock()),
      new PolicyApi(ground.policies(), people, parts.brands, ground.findings(), parts.reloading, ground.clock()),
      new LiveApi(ground.vertx(), parts.hub, parts.brands, parts.signIn, config.http()),
      new MonitorApi(parts.monitor, parts.noticeWatch, reader, parts.accountStore, () -> parts.serving.now().all().keySet(),
        parts.setAside, parts.auditor, parts.hub, parts.brands),
      new SetAsideApi(reader, parts.setAside, parts.alarmClock, parts.requests, parts.brands),
      new NoticesApi(reader, parts.brands, ground.clock()),
      new ApiDocument(),
      new Pages(ground.vertx(), Path.of("webroot"), List.of("lit-html")));
  }
}
