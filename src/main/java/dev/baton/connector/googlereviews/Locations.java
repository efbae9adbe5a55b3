package dev.baton.connector.googlereviews;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Which locations are read: those that are named, or all that the account manages, looked for every hour. */
final class Locations {

  private static final Duration LOOKED_FOR = Duration.ofHours(1);

  /** Pages of accounts and of locations; more than {@link GoogleReviewsConfig#MOST_LOCATIONS} fill. */
  private static final int MAX_PAGES = 5;

  /** Either the locations, or what stands in the way. */
  sealed interface Known {
    record There(List<String> names) implements Known {}

    record Unknown(Heard why) implements Known {}
  }

  private final ReviewsApi api;
  private final InstantSource clock;
  private final List<String> named;
  private List<String> found = List.of();
  private Instant until = Instant.MIN;

  Locations(ReviewsApi api, GoogleReviewsConfig config, InstantSource clock) {
    this.api = api;
    this.clock = clock;
    this.named = config.locations();
  }

  Future<Known> known() {
    if (!named.isEmpty()) {
      return Future.succeededFuture(new Known.There(named));
    }
    return clock.instant().isBefore(until) ? Future.succeededFuture(new Known.There(found)) : lookFor();
  }

  private Future<Known> lookFor() {
    return all("", page -> api.accounts(page), "accounts", MAX_PAGES)
      .compose(accounts -> locations(accounts, new LinkedHashMap<>()))
      .map(names -> {
        found = names;
        until = clock.instant().plus(LOOKED_FOR);
        return (Known) new Known.There(names);
      })
      .recover(e -> e instanceof Stopped stopped ? Future.succeededFuture(new Known.Unknown(stopped.heard))
        : Future.failedFuture(e));
  }

  /** A location that several accounts manage is one. @param by the location's own number */
  private Future<List<String>> locations(List<String> accounts, LinkedHashMap<String, String> by) {
    if (accounts.isEmpty() || by.size() > GoogleReviewsConfig.MOST_LOCATIONS) {
      return Future.succeededFuture(List.copyOf(by.values()));
    }
    var account = accounts.getFirst();
    return all("", page -> api.locations(account, page), "locations", MAX_PAGES).compose(names -> {
      names.forEach(name -> by.putIfAbsent(name, account + "/" + name));
      return locations(accounts.subList(1, accounts.size()), by);
    });
  }

  @FunctionalInterface
  private interface Pages {
    Future<Heard> get(String token);
  }

  private Future<List<String>> all(String token, Pages pages, String list, int left) {
    return pages.get(token).compose(heard -> {
      if (!(heard instanceof Heard.Fine(var answer))) {
        return Future.failedFuture(new Stopped(heard));
      }
      var names = new ArrayList<>(names(answer, list));
      var next = Fields.text(Fields.object(answer.body(), api.host()), "nextPageToken");
      return next.isEmpty() || next.equals(token) || left == 1 ? Future.succeededFuture(names)
        : all(next, pages, list, left - 1).map(more -> {
          names.addAll(more);
          return names;
        });
    });
  }

  private List<String> names(Wire.Answer answer, String list) {
    return Fields.objects(Fields.object(answer.body(), api.host()), list).stream()
      .map(entry -> Fields.text(entry, "name")).filter(name -> name.matches(list + "/\\d{1,40}")).toList();
  }

  /** Carries what was heard out of the chain. */
  private static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Heard heard;

    Stopped(Heard heard) {
      super("no answer", null, false, false);
      this.heard = heard;
    }
  }
}
