package dev.baton.review;

import dev.baton.config.ConfigProblems;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.http.Problem;
import dev.baton.people.Brands;
import dev.baton.people.Caller;
import dev.baton.people.People;
import dev.baton.people.Person;
import dev.baton.people.Role;
import dev.baton.policy.Finding;
import dev.baton.policy.Party;
import dev.baton.policy.Policies;
import dev.baton.policy.Policy;
import dev.baton.policy.Queue;
import dev.baton.policy.Urgency;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The policy in force over HTTP: what there is to choose from, who is there now, what was found, and its reload. */
public final class PolicyApi implements Part {

  private final Policies policies;
  private final People people;
  private final Brands brands;
  private final Findings findings;
  private final Reloading reloading;
  private final InstantSource clock;

  public PolicyApi(Policies policies, People people, Brands brands, Findings findings, Reloading reloading,
                   InstantSource clock) {
    this.policies = policies;
    this.people = people;
    this.brands = brands;
    this.findings = findings;
    this.reloading = reloading;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/policy").handler(this::look);
    router.post("/api/policy/reload").handler(this::reload);
  }

  private void look(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.AGENT, Role.LEAD, Role.SUPERVISOR, Role.API);
    var visible = List.of(brands.of(caller));
    var inForce = policies.inForce();
    var policy = inForce.policy();
    var now = clock.instant();
    context.json(new JsonObject().put("version", inForce.version()).put("now", now.toString())
      .put("timeZone", policy.roster().zone().getId())
      .put("queues", new JsonArray(policy.queues().stream().filter(q -> visible.contains(q.brand()))
        .map(queue -> queue(policy, queue, now)).toList()))
      .put("parties", new JsonArray(policy.parties().stream().map(party -> party(policy, party, now)).toList()))
      .put("urgencies", new JsonArray(policy.terms().urgencies().values().stream().map(PolicyApi::urgency).toList()))
      .put("people", new JsonArray(people.all().stream().map(person -> person(person, now)).toList()))
      .put("findings", findings(mayHear(caller) ? findings.last() : List.of())));
  }

  /** Agents can do nothing about them. */
  private static boolean mayHear(Caller caller) {
    return caller.is(Role.LEAD) || caller.is(Role.SUPERVISOR) || caller.is(Role.API);
  }

  private void reload(RoutingContext context) {
    Guard.callerWith(context, Role.SUPERVISOR, Role.API);
    reload(reloading).onSuccess(context::json).onFailure(context::fail);
  }

  /** The answer to a reload, or an {@link HttpProblem}; also for who asks elsewhere. */
  public static Future<JsonObject> reload(Reloading reloading) {
    return reloading.reload().map(PolicyApi::reloaded).recover(e -> Future.failedFuture(problem(e)));
  }

  private static Throwable problem(Throwable e) {
    return switch (e) {
      case ConfigProblems mistakes -> Problem.of(422, "The policy has mistakes",
        "Nothing was changed: correct what is listed and reload again").with(mistakes.problems()).failure();
      case Reloading.Busy busy -> HttpProblem.of(409, "A reload is under way", "Wait for it, then look again");
      default -> e;
    };
  }

  private static JsonObject reloaded(Reloading.Reloaded done) {
    return new JsonObject().put("version", done.version()).put("changed", done.changed())
      .put("findings", findings(done.findings())).put("needsRestart", new JsonArray(done.needsRestart()));
  }

  static JsonArray findings(List<Finding> findings) {
    return new JsonArray(findings.stream().map(f -> new JsonObject().put("kind", f.kind().word())
      .put("where", f.where()).put("words", f.words())).toList());
  }

  private JsonObject queue(Policy policy, Queue queue, Instant now) {
    return new JsonObject().put("name", queue.name()).put("brand", queue.brand())
      .put("lead", named(policy.leadOnDuty(queue.brand(), queue.name(), now))).put("legs", new JsonArray(queue.legs()));
  }

  private JsonObject party(Policy policy, Party party, Instant now) {
    var line = policy.roster().present(party.experts(), now);
    return new JsonObject().put("key", party.key()).put("kind", party.isVendor() ? "vendor" : "department")
      .put("title", party.title()).put("onDuty", new JsonArray(line.stream().map(this::named).toList()));
  }

  private static JsonObject urgency(Urgency urgency) {
    return new JsonObject().put("name", urgency.name()).put("accept", urgency.accept().words())
      .put("done", urgency.done().words());
  }

  private JsonObject person(Person person, Instant now) {
    return named(person.id()).put("roles", new JsonArray(person.roles().stream().map(Role::word).sorted().toList()))
      .put("present", people.present(person.id(), now));
  }

  private JsonObject named(String person) {
    return new JsonObject().put("id", person).put("name", people.nameOf(person));
  }
}
