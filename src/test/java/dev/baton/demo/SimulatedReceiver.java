package dev.baton.demo;

import dev.baton.config.Secret;
import dev.baton.connector.Signature;
import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program that takes answers as Standard Webhooks: it looks at the signature, and knows what it was sent before. */
public final class SimulatedReceiver {

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final List<Secret> secrets;
  private final Map<String, Said> said = new LinkedHashMap<>();
  private final List<String> bodies = new ArrayList<>();

  public SimulatedReceiver(Vertx vertx, List<Secret> secrets) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.secrets = secrets;
  }

  public Future<URI> start() {
    return server.listen(0);
  }

  public Faults faults() {
    return faults;
  }

  /** What it took, each once. */
  public synchronized List<Said> said() {
    return List.copyOf(said.values());
  }

  /** Every body that came with a good signature, repetitions too. */
  public synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  private synchronized Answer answer(Call call) {
    var id = call.headers().get(Signature.ID);
    if (!Signature.isOfOneOf(secrets, id, call.headers().get(Signature.TIMESTAMP), Buffer.buffer(call.body()),
        call.headers().get(Signature.SIGNATURE))) {
      return Answer.json(401, new JsonObject().put("error", "the signature is not yours"));
    }
    bodies.add(call.body());
    var data = call.json().getJsonObject("data");
    if (data.getString("text").length() > 1_000) {
      return Answer.json(422, new JsonObject().put("detail", "longer than a text message"));
    }
    var kept = said.computeIfAbsent(id, key -> new Said("r" + said.size(), data.getString("inReplyTo"),
      data.getString("text"), data.getString("visibility"), key, Instant.parse(call.json().getString("timestamp"))));
    return Answer.json(200, new JsonObject().put("externalId", kept.id()).put("url", "https://shop.example/" + kept.id()));
  }
}
