package dev.baton.leg;

import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Legs for experts who sign in; anybody may be asked for something. */
public final class ExpertApi implements Part {

  private final Answering answering;

  public ExpertApi(Answering answering) {
    this.answering = answering;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/legs").handler(context -> answering.all(Guard.caller(context)).onSuccess(context::json)
      .onFailure(context::fail));
    router.get("/api/legs/:leg").handler(context -> look(context, Future.succeededFuture()));
    router.post("/api/legs/:leg/accept").handler(context ->
      look(context, answering.accept(context, Guard.caller(context), leg(context))));
    router.post("/api/legs/:leg/answer").handler(context ->
      look(context, answering.answer(context, Guard.caller(context), leg(context))));
    router.post("/api/legs/:leg/pass").handler(context -> answering.pass(context, Guard.caller(context), leg(context))
      .onSuccess(context::json).onFailure(context::fail));
  }

  private void look(RoutingContext context, Future<Void> done) {
    done.compose(v -> answering.one(Guard.caller(context), leg(context))).onSuccess(context::json)
      .onFailure(context::fail);
  }

  static long leg(RoutingContext context) {
    try {
      return Long.parseLong(context.pathParam("leg"));
    } catch (NumberFormatException e) {
      throw HttpProblem.of(404, "No such leg", "There is no leg of this number for you");
    }
  }
}
