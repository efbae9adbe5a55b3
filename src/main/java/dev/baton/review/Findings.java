package dev.baton.review;

import dev.baton.policy.Finding;
import dev.baton.policy.Queue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found when the policy in force was looked at last: when it came into force on this node. */
public final class Findings {

  private static final Logger log = LoggerFactory.getLogger(Findings.class);

  private final Vertx vertx;
  private final SqlClient reader;
  private final Look look;
  private final InstantSource clock;
  private volatile List<Finding> last = List.of();

  public Findings(Vertx vertx, SqlClient reader, Look look, InstantSource clock) {
    this.vertx = vertx;
    this.reader = reader;
    this.look = look;
    this.clock = clock;
  }

  /** Looks off the event loop, with the cases of the past and the open ones, logs what it finds and keeps it. */
  public Future<List<Finding>> lookAt(Proposal inForce) {
    var brands = inForce.policy().queues().stream().map(Queue::brand).collect(Collectors.toSet());
    return History.read(reader, brands)
      .compose(past -> vertx.executeBlocking(() -> look.at(inForce, clock.instant(), past), false))
      .compose(found -> Stranded.read(reader, inForce.policy()).map(Stranded::findings)
        .map(moves -> Stream.concat(found.stream(), moves.stream()).toList()))
      .onSuccess(found -> {
        last = List.copyOf(found);
        found.forEach(f ->
          log.warn("policy finding kind={} where={} words=\"{}\"", f.kind().word(), f.where(), f.words()));
      });
  }

  public List<Finding> last() {
    return last;
  }
}
