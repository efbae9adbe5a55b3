package dev.baton.rehearsal;

import dev.baton.cases.Pasts;
import dev.baton.cases.Rehearsal;
import dev.baton.db.Database;
import dev.baton.journal.Journal;
import dev.baton.journal.PolicyVersions;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import java.time.Instant;

/** Rehearses all cases of a time under a changed policy. Reads only, a bounded part at a time. */
public final class Rehearsals {

  private final Database database;
  private final PolicyVersions versions;

  public Rehearsals(Database database, PolicyVersions versions) {
    this.database = database;
    this.versions = versions;
  }

  /** @param name of the changed policy, for the report */
  public Future<Report> of(Policy changed, String name, Scope scope) {
    return new Journal().lastAt(database.reader()).compose(last -> {
      var until = last.orElse(Instant.EPOCH);
      var totals = new Totals();
      return versions.all(database.reader()).compose(then -> {
        var rehearsal = new Rehearsal(then::get, changed, until);
        return new Pasts(database).read(scope.begin(until), scope.end(until), past -> totals.add(rehearsal.of(past)));
      }).map(v -> new Report(name, scope.words(until), totals));
    });
  }
}
