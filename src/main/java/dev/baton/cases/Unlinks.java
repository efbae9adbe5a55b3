package dev.baton.cases;

import dev.baton.http.HttpProblem;
import dev.baton.inbox.Reference;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import dev.baton.journal.PolicyVersions;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two people were taken for one, and are two again: each of their cases becomes the one's or the other's, and where both
 * spoke in one, each has the case that they would have had alone.
 */
public final class Unlinks {

  /** Cases that get a new one beside them in one undoing. */
  public static final int MOST_NEW = 10;

  private final Vertx vertx;
  private final Journal journal;
  private final PolicyVersions versions;
  private final Function<String, Optional<String>> queueOf;
  private final UnlinkStore store = new UnlinkStore();

  /** @param queueOf where the cases of an account wait, by its name; empty where it is gone */
  public Unlinks(Vertx vertx, Journal journal, PolicyVersions versions, Function<String, Optional<String>> queueOf) {
    this.vertx = vertx;
    this.journal = journal;
    this.versions = versions;
    this.queueOf = queueOf;
  }

  /**
   * Whom it is about.
   *
   * @param authors of the one who leaves: channel, line feed, id on that channel
   */
  public record Parting(long link, Move.Customer staying, Move.Customer leaving, Set<String> authors) {}

  /** What is done to the cases of both. @param newCases unused numbers, {@link #MOST_NEW} of them */
  public Future<Commands.Plan> plan(SqlClient tx, CaseKey seen, Parting parting, String actor, List<Long> newCases) {
    return store.read(tx, seen.brand(), parting.staying().id(), parting.authors())
      .compose(all -> {
        var plan = new Drawing(tx, seen, parting, actor, all, newCases.iterator());
        return plan.draw();
      });
  }

  /** The plan while it is made. */
  private final class Drawing {
    private final SqlClient tx;
    private final CaseKey seen;
    private final Parting parting;
    private final String actor;
    private final UnlinkStore.All all;
    private final Iterator<Long> newCases;
    private final List<Move> moves = new ArrayList<>();
    private final List<Commands.Plan.Finish> finishes = new ArrayList<>();

    private Drawing(SqlClient tx, CaseKey seen, Parting parting, String actor, UnlinkStore.All all, Iterator<Long> newCases) {
      this.tx = tx;
      this.seen = seen;
      this.parting = parting;
      this.actor = actor;
      this.all = all;
      this.newCases = newCases;
    }

    private Future<Commands.Plan> draw() {
      var drawn = Future.<Void>succeededFuture();
      for (var one : all.cases()) {
        if (one.mergedInto() == 0) {
          drawn = drawn.compose(v -> whose(one));
        }
      }
      return drawn.map(v -> new Commands.Plan(moves, (then, now) -> {
        var done = store.forget(then, seen.brand(), parting.staying().id(), parting.leaving().id(), all.theirMentions());
        for (var finish : finishes) {
          done = done.compose(w -> finish.carryOut(then, now));
        }
        return done;
      }));
    }

    private Future<Void> whose(UnlinkStore.Row one) {
      var theirs = all.theirs(one.id());
      if (theirs.isEmpty()) {
        if (one.id() == seen.id()) {
          behind(one, new Move.Customer(one.customer(), one.name(), one.handle()));
        }
        return Future.succeededFuture();
      }
      if (theirs.size() == all.mentions(one.id()).size()) {
        behind(one, new Move.Customer(parting.leaving().id(), one.name(), one.handle()));
        return absorbed(one.id()).isEmpty() ? Future.succeededFuture() : Future.all(absorbed(one.id()).stream()
          .map(gone -> entries(gone.id()).onSuccess(e -> parted(gone, Undos.mentions(e)))).toList()).mapEmpty();
      }
      return both(one, theirs);
    }

    private void behind(UnlinkStore.Row one, Move.Customer customer) {
      moves.add(new Move.Behind(key(one), new CaseEvent.PeopleParted(actor, parting.link()), actor, customer));
    }

    /** What was merged away is whose its contacts were. */
    private void parted(UnlinkStore.Row gone, Set<Long> mentions) {
      if (!mentions.isEmpty() && all.theirMentions().containsAll(mentions)) {
        finishes.add((then, now) -> store.whose(then, seen.brand(), gone.id(), parting.leaving().id()));
      }
    }

    private List<UnlinkStore.Row> absorbed(long into) {
      return all.cases().stream().filter(c -> c.mergedInto() == into).toList();
    }

    private Future<Void> both(UnlinkStore.Row one, Set<Long> theirs) {
      var gone = absorbed(one.id());
      return Future.all(Stream.concat(Stream.of(one), gone.stream()).map(c -> entries(c.id())).toList())
        .compose(read -> {
          List<List<Entry>> pasts = read.list();
          var their = new ArrayList<Integer>();
          for (var i = 0; i < gone.size(); i++) {
            var brought = Undos.mentions(pasts.get(i + 1));
            if (!brought.isEmpty() && theirs.containsAll(brought)) {
              their.add(i);
            }
          }
          return their.isEmpty() ? leave(one, theirs, pasts.getFirst())
            : unmerge(one, theirs, pasts.getFirst(), gone.get(their.getFirst()), pasts.get(their.getFirst() + 1), their.size());
        });
    }

    /** Their case was merged into this one: it is their own again, with all that they said since. */
    private Future<Void> unmerge(UnlinkStore.Row one, Set<Long> theirs, List<Entry> ours, UnlinkStore.Row gone,
                                 List<Entry> past, int several) {
      var before = Undos.mentions(Apart.untilJoined(ours, gone.id()));
      if (several > 1 || before.stream().anyMatch(theirs::contains)) {
        throw cannot(one);
      }
      return policies(Stream.concat(ours.stream(), past.stream())).compose(policies -> vertx.executeBlocking(() -> {
        var since = all.theirsOf(one.id(), theirs);
        var lives = Apart.of(ours, past, gone.id(), since, contacts(ours), policies::get).orElseThrow(() -> cannot(one));
        moves.add(new Move.Undo(key(one), key(gone), actor, Move.Happening.ANY, lives.ours(), lives.theirs()));
        behind(gone, new Move.Customer(parting.leaving().id(), gone.name(), gone.handle()));
        finishes.add((then, now) -> Undos.moveBack(then, key(one), gone.id(), since, Undos.notes(past)));
        return null;
      }));
    }

    /** Their first word came into this case, or ours into theirs: who did not open it gets a case of their own. */
    private Future<Void> leave(UnlinkStore.Row one, Set<Long> theirs, List<Entry> past) {
      var isTheirs = Undos.mentions(past.subList(0, 1)).stream().anyMatch(theirs::contains);
      var leaving = isTheirs ? without(all.mentions(one.id()), theirs) : theirs;
      if (!newCases.hasNext()) {
        throw HttpProblem.of(422, "Too many cases", "Both spoke in more than " + MOST_NEW + " cases: split those first");
      }
      var to = new CaseKey(seen.brand(), newCases.next());
      return policies(past.stream()).compose(policies -> vertx.executeBlocking(() -> {
        var which = all.theirsOf(one.id(), leaving);
        var lives = Apart.leaving(past, which, all.holdings(one.id(), contacts(past)),
            account -> queueOf.apply(account).orElseGet(() -> queue(past.getFirst())), policies::get)
          .orElseThrow(() -> cannot(one));
        moves.add(new Move.Leave(key(one), to, actor, parting.link(), lives.ours(),
          isTheirs ? parting.leaving() : new Move.Customer(parting.staying().id(), one.name(), one.handle()),
          asFirst(lives.theirs()), isTheirs ? parting.staying() : parting.leaving()));
        finishes.add((then, now) -> Undos.moveBack(then, key(one), to.id(), which, Set.of()));
        finishes.add((then, now) -> store.first(then, seen.brand(), lives.theirs().contacts().getFirst().mention()));
        return null;
      }));
    }

    private Future<List<Entry>> entries(long id) {
      return journal.ofCase(tx, seen.brand(), id, Undos.MOST_ENTRIES + 1).map(newestFirst -> {
        if (newestFirst.size() > Undos.MOST_ENTRIES) {
          throw HttpProblem.of(422, "Too much happened", "More than " + Undos.MOST_ENTRIES + " things happened to "
            + Reference.of(id) + ": split the contacts off instead");
        }
        return newestFirst.reversed().stream().map(Entry.Numbered::entry).toList();
      });
    }

    private Future<Map<Integer, Policy>> policies(Stream<Entry> entries) {
      return versions.some(tx, entries.map(Entry::policy).collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<Contact> contacts(List<Entry> past) {
      return Contacts.of(past.stream().map(e -> new Entry.Numbered(0, e)).toList(), all.titles());
    }

    private CaseKey key(UnlinkStore.Row one) {
      return new CaseKey(seen.brand(), one.id());
    }
  }

  /** Where the case itself began. */
  private static String queue(Entry first) {
    var body = first.body();
    return body.containsKey("alone") ? body.getJsonObject("alone").getString("queue")
      : body.getString("accountQueue", body.getString("queue"));
  }

  /** The word that opens a case joined none. */
  private static Alone asFirst(Alone alone) {
    var contacts = new ArrayList<>(alone.contacts());
    contacts.set(0, contacts.getFirst().joined(""));
    return new Alone(alone.queue(), alone.phase(), alone.answered(), alone.unanswered(), alone.facts(), contacts,
      alone.dealings(), alone.running());
  }

  private static Set<Long> without(Set<Long> all, Set<Long> some) {
    var rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static HttpProblem cannot(UnlinkStore.Row one) {
    return HttpProblem.of(422, "Too mixed up", Reference.of(one.id()) + " was merged or split so that it cannot be told who had"
      + " what: undo its merges in the timeline first, or split the contacts off");
  }
}
