package dev.baton.review;

import dev.baton.config.ConfigProblems;
import dev.baton.policy.Finding;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Open cases of a queue that a policy does not have.
 *
 * @param to where they wait under it; empty if their brand has no queue left
 */
public record Stranded(String brand, String queue, long cases, String to) {

  private static final String OPEN = """
    select brand, queue, count(*) as cases from cases where phase <> 'resolved' group by brand, queue
    order by brand, queue""";

  public static Future<List<Stranded>> read(SqlClient client, Policy policy) {
    return client.query(OPEN).execute().map(rows -> {
      var stranded = new ArrayList<Stranded>();
      rows.forEach(row -> {
        var brand = row.getString("brand");
        var queue = row.getString("queue");
        if (!policy.hasQueue(brand, queue)) {
          stranded.add(new Stranded(brand, queue, row.getLong("cases"), policy.queue(brand, queue).name()));
        }
      });
      return stranded;
    });
  }

  /** Fails with {@link ConfigProblems} where the person of last resort would be all that is left to a brand's cases. */
  public static Future<Void> refuse(SqlClient client, Policy policy) {
    return read(client, policy).map(Stranded::mistakes).compose(mistakes -> mistakes.isEmpty()
      ? Future.succeededFuture() : Future.failedFuture(new ConfigProblems(mistakes)));
  }

  public static List<String> mistakes(List<Stranded> stranded) {
    return stranded.stream().filter(each -> each.to.isEmpty()).map(each -> each.where() + " is gone, but "
      + each.counted("stands", "stand") + " in it and the brand " + each.brand
      + " has no queue left: keep one until all its cases are resolved").toList();
  }

  public static List<Finding> findings(List<Stranded> stranded) {
    return stranded.stream().filter(each -> !each.to.isEmpty()).map(each -> new Finding(Finding.Kind.MOVES, each.where(),
      "is gone: " + each.counted("of " + each.brand + " waits", "of " + each.brand + " wait") + " in " + each.to
        + " from now on, by its leads, ladder and agreement; what runs is due when it was. Move what belongs elsewhere,"
        + " or put the queue back")).toList();
  }

  private String where() {
    return "queues." + queue;
  }

  private String counted(String one, String many) {
    return cases == 1 ? "1 open case " + one : cases + " open cases " + many;
  }
}
