package dev.baton.connector.whatsapp;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.OffLimits;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.MetaConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Gets what came with messages. A message only has a number of it; where that lies is asked for when it is fetched,
 * since the address works for minutes, and only with the token. The token goes nowhere but to the network's own hosts.
 */
final class WhatsAppMedia {

  private static final List<String> HOSTS = List.of("fbsbx.com", "fbcdn.net", "facebook.com", "whatsapp.net");

  private final Tools tools;
  private final Graph graph;
  private final MetaConfig config;
  private final String prefix;

  WhatsAppMedia(Tools tools, Graph graph, MetaConfig config) {
    this.tools = tools;
    this.graph = graph;
    this.config = config;
    this.prefix = config.server().toString().replaceAll("/+$", "") + "/" + config.version() + "/";
  }

  /** By which it is fetched later. */
  String address(String mediaId) {
    return prefix + mediaId;
  }

  Future<Wire.Answer> fetch(String address) {
    if (!address.startsWith(prefix)) {
      return Future.failedFuture(new OffLimits("it is no address of WhatsApp's"));
    }
    return graph.get(address.substring(prefix.length()), Map.of("phone_number_id", config.account()))
      .compose(heard -> switch (heard) {
        case Heard.Fine(var answer) -> download(Fields.text(Fields.object(answer.body(), graph.host()), "url"));
        case Heard.TurnedDown(var status, var words) -> Future.failedFuture(new OffLimits(words));
        case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
        case Heard.Unwelcome(var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      });
  }

  private Future<Wire.Answer> download(String url) {
    if (!isTheirs(url)) {
      return Future.failedFuture(new OffLimits("WhatsApp leads to a host that is not its own"));
    }
    var uri = URI.create(url);
    var wire = new Wire(tools.vertx(), Wire.serverOf(uri), tools.limits());
    return wire.get(Wire.pathOf(uri), MultiMap.caseInsensitiveMultiMap()
      .set(HttpHeaders.AUTHORIZATION, "Bearer " + config.token().value())
      .set(HttpHeaders.USER_AGENT, "Baton")).eventually(wire::close);
  }

  private boolean isTheirs(String url) {
    try {
      var uri = URI.create(url);
      var host = String.valueOf(uri.getHost());
      return host.equals(config.server().getHost()) && config.server().getScheme().equals(uri.getScheme())
        || "https".equals(uri.getScheme())
        && HOSTS.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
