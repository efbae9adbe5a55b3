package dev.baton;

import dev.baton.account.AddedAccounts;
import dev.baton.account.AddedApi;
import dev.baton.account.Form;
import dev.baton.account.Trial;
import dev.baton.ingest.AccountStore;
import dev.baton.vault.Seal;
import dev.baton.vault.Vault;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/** What knows of the accounts, and serves them. */
record Accounts(AccountStore store, AddedAccounts added, Form form, Trial trial, Vault vault, Serving serving) {

  /**
   * @param simulated the keys of the simulated networks, by channel
   * @param address   where the world reaches Baton; known once it answers
   */
  static Accounts of(Ground ground, SecretKey key, Map<String, Map<String, Object>> simulated, Supplier<URI> address) {
    var vertx = ground.vertx();
    var clock = ground.clock();
    var random = new Random();
    var store = new AccountStore();
    var seal = new Seal(key);
    var vault = new Vault(ground.database().reader(), key, clock);
    var added = new AddedAccounts(seal);
    var form = new Form(Channels.ALL, ground.policies(), () -> ofFile(ground));
    var serving = new Serving(vertx, ground.database(), store, added, form, ground.config().accounts(),
      account -> Connectors.of(vertx, account, simulated, vault::of, clock, random));
    return new Accounts(store, added, form, new Trial(vertx, clock, random, vault, seal, address), vault, serving);
  }

  AddedApi api(Ground ground) {
    return new AddedApi(ground.database(), added, Channels.ALL, () -> ofFile(ground), form, trial, vault, serving::follow,
      ground.clock());
  }

  private static Set<String> ofFile(Ground ground) {
    return ground.folder().latest().accounts().stream().map(account -> account.name()).collect(Collectors.toSet());
  }
}
