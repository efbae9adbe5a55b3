package dev.baton;

import dev.baton.account.AccountConfig;
import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.ingest.AccountsApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code accounts}: tries out every account that is filled in, or those named, against its real network,
 * without a gateway and without saying anything to anybody.
 */
final class CheckAccounts {

  /** Longer than any single question to a network may take. */
  private static final int SECONDS = 40;

  private final Path folder;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  CheckAccounts(Path folder, Map<String, String> environment, PrintStream out, PrintStream err) {
    this.folder = folder;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** @return 0 if all is well; 1 if not; 2 if it was asked wrongly */
  int run(List<String> names) {
    GatewayConfig config;
    try {
      config = GatewayConfig.from(ConfigFolder.read(folder, environment));
    } catch (ConfigProblems e) {
      e.problems().forEach(err::println);
      return 1;
    }
    var all = config.accounts();
    var unknown = names.stream().filter(name -> all.stream().noneMatch(a -> a.name().equals(name))).toList();
    if (!unknown.isEmpty()) {
      err.println("There is no account " + String.join(", ", unknown) + " in " + folder.resolve("accounts.yaml"));
      return 2;
    }
    var vertx = Vertx.vertx();
    try {
      var asked = all.stream().filter(a -> names.isEmpty() || names.contains(a.name())).toList();
      return asked.stream().map(a -> isWell(vertx, a, config.http().publicUrl())).reduce(true, Boolean::logicalAnd) ? 0 : 1;
    } finally {
      vertx.close().await();
    }
  }

  private boolean isWell(Vertx vertx, AccountConfig account, URI address) {
    out.println(account.name() + " (" + account.channel().name() + ")");
    if (!account.isFilledIn()) {
      out.println("  off: " + account.access().missing());
      return true;
    }
    var connector = account.access().connect(new Tools(vertx, InstantSource.system(), new Random(), Wire.Limits.USUAL,
      account.name()));
    var looks = Future.succeededFuture().compose(v -> connector.check()).timeout(SECONDS, TimeUnit.SECONDS)
      .otherwise(e -> List.of(CheckUp.unreached(e))).eventually(connector::close).await();
    looks.forEach(look -> out.println("  " + (look.isWell() ? "well" : "NOT WELL") + "  " + look.what() + ": "
      + look.words()));
    connector.hook().ifPresent(hook -> out.println("  hook  its network may send to "
      + AccountsApi.hook(address, account.name())));
    return looks.stream().allMatch(Checked::isWell);
  }
}
