package dev.baton.leg;

import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Caller;
import dev.baton.people.People;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Set;

/**
 * One leg for who holds its link, in {@code Authorization: Leg <token>}. Looking changes nothing, since programs that
 * check mails for viruses follow links.
 */
public final class LinkApi implements Part {

  private static final String SCHEME = "leg ";
  private static final String PATH = "/api/leg-link";

  private final Answering answering;
  private final Links links;
  private final People people;
  private final InstantSource clock;

  public LinkApi(Answering answering, Links links, People people, InstantSource clock) {
    this.answering = answering;
    this.links = links;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public Set<String> open() {
    return Set.of("GET " + PATH, "POST " + PATH + "/accept", "POST " + PATH + "/answer", "POST " + PATH + "/pass");
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(context -> answer(context, link(context), Future.succeededFuture()));
    router.post(PATH + "/accept").handler(context -> act(context, answering::accept));
    router.post(PATH + "/answer").handler(context -> act(context, answering::answer));
    router.post(PATH + "/pass").handler(context -> {
      var link = link(context);
      answering.pass(context, caller(link), link.leg()).onSuccess(context::json).onFailure(context::fail);
    });
  }

  @FunctionalInterface
  private interface Act {
    Future<Void> carryOut(RoutingContext context, Caller caller, long leg);
  }

  private void act(RoutingContext context, Act act) {
    var link = link(context);
    answer(context, link, act.carryOut(context, caller(link), link.leg()));
  }

  private void answer(RoutingContext context, Links.Link link, Future<Void> done) {
    done.compose(v -> answering.one(caller(link), link.leg())).onSuccess(context::json).onFailure(context::fail);
  }

  private Links.Link link(RoutingContext context) {
    var header = context.request().getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw noLonger();
    }
    return links.read(header.substring(SCHEME.length()).strip(), clock.instant()).orElseThrow(LinkApi::noLonger);
  }

  /** A person who left holds nothing any more. */
  private Caller caller(Links.Link link) {
    return people.of(link.person()).filter(p -> p.sees(link.brand())).map(Caller::byLink)
      .orElseThrow(LinkApi::noLonger);
  }

  private static HttpProblem noLonger() {
    return HttpProblem.of(401, "This link does not work",
      "It is not complete, or its time is over: ask who sent it, or sign in if you have an account");
  }
}
