package dev.baton.connector.asterisk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks the manager interface as Asterisk 22 does, with everything that can go wrong with it. */
public final class SimulatedAsterisk {

  public static final String PASSWORD = "s3cret";

  private final Vertx vertx;
  private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private final Map<String, String> running = new ConcurrentHashMap<>();
  private NetServer server;
  private int port;
  /** Takes everything and says nothing any more. */
  volatile boolean isDead;
  /** Permits nothing but events. */
  volatile boolean permitsNothing;
  /** Bytes before the first answer. */
  volatile Buffer greeting = Buffer.buffer("Asterisk Call Manager/7.0.3\r\n");

  public SimulatedAsterisk(Vertx vertx) {
    this.vertx = vertx;
  }

  public URI start() {
    server = vertx.createNetServer().connectHandler(this::connected);
    port = server.listen(port, "localhost").await().actualPort();
    return URI.create("tcp://localhost:" + port);
  }

  /** Calls that run end, and whoever listened does not hear of it. */
  public void restart() {
    stop();
    running.clear();
    start();
  }

  public void stop() {
    sockets.forEach(NetSocket::close);
    sockets.clear();
    server.close().await();
  }

  /** How many have logged in and listen. */
  public int listeners() {
    return sockets.size();
  }

  private void connected(NetSocket socket) {
    var parser = new AmiParser();
    socket.write(greeting);
    socket.handler(bytes -> parser.feed(bytes).forEach(action -> {
      if (!isDead) {
        answer(socket, action);
      }
    }));
    socket.closeHandler(v -> sockets.remove(socket));
  }

  private void answer(NetSocket socket, AmiMessage action) {
    var id = "ActionID: " + action.get("ActionID") + "\r\n";
    switch (action.get("Action")) {
      case "Login" -> {
        if (action.get("Secret").equals(PASSWORD)) {
          socket.write("Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\n");
          if (action.get("Events").equals("on")) {
            sockets.add(socket);
          }
        } else {
          socket.write("Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
          socket.close();
        }
      }
      case "Ping" -> socket.write("Response: Success\r\n" + id + "Ping: Pong\r\n\r\n");
      case "CoreShowChannels" -> list(socket, id, "CoreShowChannel");
      case "QueueStatus" -> list(socket, id, "QueueStatus");
      default -> socket.write("Response: Error\r\n" + id + "Message: Invalid/unknown command\r\n\r\n");
    }
  }

  private void list(NetSocket socket, String id, String what) {
    if (permitsNothing) {
      socket.write("Response: Error\r\n" + id + "Message: Permission denied\r\n\r\n");
      return;
    }
    socket.write("Response: Success\r\n" + id + "EventList: start\r\nMessage: will follow\r\n\r\n");
    if (what.equals("CoreShowChannel")) {
      running.values().forEach(fields -> socket.write("Event: CoreShowChannel\r\n" + id + fields + "\r\n"));
      socket.write("Event: CoreShowChannelsComplete\r\n" + id + "EventList: Complete\r\n\r\n");
    } else {
      socket.write("Event: QueueStatusComplete\r\n" + id + "EventList: Complete\r\n\r\n");
    }
  }

  Future<Void> say(String bytes) {
    return Future.join(sockets.stream().map(socket -> socket.write(bytes)).toList()).mapEmpty();
  }

  void event(String name, String id, String... fields) {
    var text = new StringBuilder("Event: ").append(name).append("\r\nPrivilege: call,all\r\n").append(channel(id));
    for (var i = 0; i < fields.length; i += 2) {
      text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    say(text.append("\r\n").toString());
  }

  private static String channel(String id) {
    return "Channel: PJSIP/trunk-" + id + "\r\nCallerIDNum: +441134960001\r\nCallerIDName: Ann Archer\r\nContext: from-trunk\r\n"
      + "Exten: 5550100\r\nUniqueid: " + id + "\r\nLinkedid: " + id + "\r\n";
  }

  public void rings(String id) {
    running.put(id, channel(id));
    event("Newchannel", id, "ChannelState", "4");
  }

  public void hangsUp(String id) {
    running.remove(id);
    event("Hangup", id, "Cause", "16", "Cause-txt", "Normal Clearing");
  }

  /** Somebody calls the queue and gives up. */
  public void abandons(String id, int seconds) {
    rings(id);
    event("QueueCallerJoin", id, "Queue", "care", "Position", "1");
    event("QueueCallerAbandon", id, "Queue", "care", "HoldTime", String.valueOf(seconds));
    hangsUp(id);
  }
}
