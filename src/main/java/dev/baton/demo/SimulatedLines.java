package dev.baton.demo;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The lines that a simulated network keeps open. It has none until it says where. Safe to use from any thread. */
final class SimulatedLines {

  private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
  private volatile Predicate<ServerWebSocketHandshake> welcome = shake -> false;
  private volatile String path = "";

  /** @param isWelcome whoever is not hears 401 */
  void at(String where, Predicate<ServerWebSocketHandshake> isWelcome) {
    path = where;
    welcome = isWelcome;
  }

  void knock(ServerWebSocketHandshake shake) {
    if (!shake.path().equals(path)) {
      shake.reject(404);
    } else if (!welcome.test(shake)) {
      shake.reject(401);
    } else {
      shake.accept().onSuccess(socket -> {
        open.add(socket);
        socket.closeHandler(v -> open.remove(socket));
      });
    }
  }


  int count() {
    return open.size();
  }

  /** To everyone who listens. */
  void say(String text) {
    open.forEach(socket -> socket.writeTextMessage(text));
  }

  void hangUp() {
    open.forEach(socket -> socket.close());
  }
}
