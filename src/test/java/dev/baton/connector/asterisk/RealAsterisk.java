package dev.baton.connector.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An Asterisk of this machine's, on free ports and with a configuration of its own, and SIPp, which calls it. Debian's
 * packages are {@code asterisk} and {@code sip-tester}; {@code BATON_REAL_ASTERISK} names another command than
 * {@code asterisk}, such as a script that runs it in a container with the same {@code /tmp}.
 */
final class RealAsterisk {

  static final String PASSWORD = "s3cret";
  private static final int CALL_SECONDS = 60;

  private static final Map<String, String> CONFIG = Map.of(
    "asterisk.conf", """
      [directories]
      astetcdir => FOLDER
      astdbdir => FOLDER
      astspooldir => FOLDER
      astrundir => FOLDER
      astlogdir => FOLDER
      """,
    "modules.conf", """
      [modules]
      autoload=yes
      """,
    "logger.conf", """
      [logfiles]
      messages => notice,warning,error
      """,
    "manager.conf", """
      [general]
      enabled = yes
      port = MANAGER
      bindaddr = 127.0.0.1
      [baton]
      secret = s3cret
      read = call,agent,reporting
      write = reporting
      """,
    "pjsip.conf", """
      [udp]
      type=transport
      protocol=udp
      bind=127.0.0.1:SIP
      [trunk]
      type=endpoint
      context=from-trunk
      disallow=all
      allow=ulaw
      [trunk]
      type=identify
      endpoint=trunk
      match=127.0.0.1
      """,
    "extensions.conf", """
      [from-trunk]
      exten => 5550100,1,Queue(care)
      exten => 200,1,Dial(Local/rings@inside)
      exten => 201,1,Dial(Local/answers@inside)
      [inside]
      exten => rings,1,Wait(60)
      exten => answers,1,Answer()
       same => n,Wait(60)
      """,
    "queues.conf", """
      [care]
      joinempty=yes
      """);

  private final Path folder;
  private final int manager = freePort();
  private final int sip = freePort();
  private Process process;

  RealAsterisk() throws IOException {
    folder = Files.createTempDirectory("baton-asterisk");
    for (var file : CONFIG.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().replace("FOLDER", folder.toString())
        .replace("MANAGER", String.valueOf(manager)).replace("SIP", String.valueOf(sip)));
    }
    start();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void start() throws IOException {
    var command = System.getenv().getOrDefault("BATON_REAL_ASTERISK", "asterisk");
    try {
      process = run(List.of(command, "-f", "-C", folder.resolve("asterisk.conf").toString()), "asterisk.out");
    } catch (IOException e) {
      throw new AssertionError("This test needs Asterisk: install Debian's package asterisk, or name a command in"
        + " BATON_REAL_ASTERISK", e);
    }
  }

  private Process run(List<String> command, String output) throws IOException {
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
      .redirectOutput(folder.resolve(output).toFile()).start();
  }

  URI address() {
    return URI.create("tcp://127.0.0.1:" + manager);
  }

  /** As when the power fails. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  /** Somebody calls. @param how one of the scenarios @param millis of patience, or of the conversation */
  Process calls(String extension, String how, int millis) throws IOException {
    try (var scenario = RealAsterisk.class.getResourceAsStream("/asterisk/" + how + ".xml")) {
      Files.write(folder.resolve(how + ".xml"), scenario.readAllBytes());
    }
    try {
      return run(List.of("sipp", "127.0.0.1:" + sip, "-sf", how + ".xml", "-s", extension, "-m", "1", "-i", "127.0.0.1",
        "-p", String.valueOf(freePort()), "-d", String.valueOf(millis), "-nostdin", "-timeout", CALL_SECONDS + "s"),
        "sipp.out");
    } catch (IOException e) {
      throw new AssertionError("This test needs SIPp: install Debian's package sip-tester", e);
    }
  }

  /** And the call went as the scenario says. */
  void calledWell(Process call) throws InterruptedException, IOException {
    assertTrue(call.waitFor(CALL_SECONDS, TimeUnit.SECONDS), "the call does not end");
    assertEquals(0, call.exitValue(), Files.readString(folder.resolve("sipp.out")));
  }
}
