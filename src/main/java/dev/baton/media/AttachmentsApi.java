package dev.baton.media;

import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;

/** Our copies of what came with mentions. A picture is shown; everything else is only ever saved. */
public final class AttachmentsApi implements Part {

  /** Nothing of it runs, loads or frames, even if it is opened by itself. */
  private static final String INERT = "default-src 'none'; sandbox";
  /** It never changes. */
  private static final String KEEP = "private, max-age=86400, immutable";

  private final SqlClient client;
  private final Brands brands;
  private final Attachments attachments = new Attachments();

  public AttachmentsApi(SqlClient client, Brands brands) {
    this.client = client;
    this.brands = brands;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/attachments/:id").handler(context -> attachments
      .kept(client, brands.casesOf(Guard.caller(context)), id(context))
      .onSuccess(kept -> kept.ifPresentOrElse(copy -> serve(context, id(context), copy), () -> context.fail(notThere())))
      .onFailure(context::fail));
  }

  private static void serve(RoutingContext context, long id, Attachments.Kept copy) {
    var shown = Sniffed.SHOWN.contains(copy.type());
    context.response()
      .putHeader(HttpHeaders.CONTENT_TYPE, shown ? copy.type() : Sniffed.UNKNOWN)
      .putHeader("Content-Disposition", shown ? "inline" : "attachment; filename=\"attachment-" + id + ending(copy) + "\"")
      .putHeader("Content-Security-Policy", INERT)
      .putHeader(HttpHeaders.CACHE_CONTROL, KEEP)
      .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
      .end(copy.body());
  }

  private static String ending(Attachments.Kept copy) {
    return copy.type().equals(Sniffed.UNKNOWN) ? "" : "." + copy.type().substring(copy.type().indexOf('/') + 1);
  }

  private static long id(RoutingContext context) {
    try {
      return Long.parseLong(context.pathParam("id"));
    } catch (NumberFormatException e) {
      throw notThere();
    }
  }

  private static HttpProblem notThere() {
    return HttpProblem.of(404, "No such attachment", "It has not been fetched, or is of a case you do not see");
  }
}
