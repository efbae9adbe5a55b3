package dev.baton.connector.googlereviews;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Tries an account out: whether its token is accepted and allows enough, which locations there are, whether they show. */
final class ReviewsCheck {

  static final String SCOPE = "https://www.googleapis.com/auth/business.manage";

  /** Each takes a request. */
  private static final int LOOKED_AT = 10;

  private final ReviewsApi api;
  private final Locations locations;
  private final List<Checked> lines = new ArrayList<>();

  ReviewsCheck(ReviewsApi api, Locations locations) {
    this.api = api;
    this.locations = locations;
  }

  Future<List<Checked>> run() {
    return locations.known().compose(known -> switch (known) {
        case Locations.Known.There(var names) -> there(names);
        case Locations.Known.Unknown(var why) -> {
          add("credentials", false, words(why));
          yield Future.<Void>succeededFuture();
        }
      })
      .recover(e -> {
        lines.add(CheckUp.unreached(e));
        return Future.succeededFuture();
      })
      .map(v -> List.copyOf(lines));
  }

  private Future<Void> there(List<String> names) {
    boolean some = !names.isEmpty() && names.size() <= GoogleReviewsConfig.MOST_LOCATIONS;
    add("locations", some, names.isEmpty() ? "are none: let their owner make this Google account a manager"
      : some ? names.size() + ": " + String.join(", ", names) : GoogleReviewsConfig.TOO_MANY);
    var looks = Future.<Void>succeededFuture();
    for (var name : names.subList(0, Math.min(LOOKED_AT, names.size()))) {
      looks = looks.compose(v -> api.list(name, "")).map(heard -> {
        add(heard instanceof Heard.Unwelcome ? "credentials" : name, heard instanceof Heard.Fine,
          heard instanceof Heard.Fine ? "its reviews can be read" : words(heard));
        return null;
      });
    }
    return looks.map(v -> {
      if (!api.scope().isEmpty()) {
        add("credentials", true, "are accepted");
        scope();
      }
      return null;
    });
  }

  private void scope() {
    boolean fine = List.of(api.scope().split("\\s+")).contains(SCOPE);
    add("scopes", fine, fine ? "are enough" : "lack " + SCOPE + ": let the account authorise Baton again with it");
  }

  private void add(String what, boolean isWell, String words) {
    lines.add(new Checked(what, isWell, words));
  }

  private static String words(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> "";
      // Until Google has let a project use these APIs, its quota is nothing.
      case Heard.Wait(var pause, var why) -> why + "; ask again in " + Math.max(1, pause.toSeconds())
        + " s. If it stays so, Google has not let your project use these APIs yet: apply for it";
      case Heard.Unwelcome(var why) -> why;
      case Heard.TurnedDown(var status, var why) -> why;
    };
  }
}
