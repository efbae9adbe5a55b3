package dev.baton;

import dev.baton.people.Person;
import dev.baton.people.Role;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** One screenful for whoever has just started Baton. */
final class Greeting {

  private Greeting() {}

  static String of(GatewayConfig config, Gateway gateway, Duration took) {
    var text = new StringBuilder(String.format(Locale.ROOT,
      "\nBaton is ready after %.1f s.\n\n", took.toMillis() / 1_000.0));
    line(text, "Inbox", gateway.address().toString());
    line(text, "Monitor", gateway.address() + "/monitor");
    line(text, "Health", "http://localhost:" + gateway.managementPort() + "/health/ready   metrics: /metrics");
    line(text, "Data", data(config, gateway));
    if (!gateway.findings().isEmpty()) {
      line(text, "Policy", findings(gateway.findings().size()));
    }
    gateway.mailboxPage().ifPresent(page -> line(text, "Mailbox", page + "   (what people are sent ends here)"));
    if (config.demo()) {
      demo(text, config, gateway);
    } else {
      line(text, "API token", config.apiToken().isEmpty()
        ? "kept in " + config.postgres().data().resolve("api-token") : "as configured");
      FirstSteps.of(config.people().signIn(Role.SUPERVISOR), gateway.isConnected(), gateway.address())
        .forEach(step -> line(text, "To do", step));
    }
    return text.append("\nCtrl-C stops it; everything is there again at the next start.\n").toString();
  }

  private static void demo(StringBuilder text, GatewayConfig config, Gateway gateway) {
    text.append('\n');
    line(text, "Sign in", people(config, "agent") + "   (agents)");
    line(text, "", people(config, "supervisor") + "   (supervisors, who see the monitor)");
    line(text, "", people(config, "expert") + "   (experts, who see what they are asked)");
    line(text, "Password", Gateway.DEMO_PASSWORD + "   for all of them");
    line(text, "API token", gateway.apiToken().value());
    text.append("\nThe networks and their customers are simulated. An account of yours can be added beside\n"
      + "them, as a supervisor on the page Accounts. For real work set BATON_DEMO=false and give people passwords.\n");
  }

  private static String findings(int count) {
    return count + (count == 1 ? " finding" : " findings") + ": run check, or look at the monitor";
  }

  private static String people(GatewayConfig config, String role) {
    return config.people().all().stream().filter(Person::account).filter(p -> p.roles().stream().anyMatch(r -> r.word().equals(role)))
      .map(Person::id).collect(Collectors.joining(", "));
  }

  private static String data(GatewayConfig config, Gateway gateway) {
    return config.postgres().external().isEmpty()
      ? config.postgres().data() + "   (PostgreSQL at " + gateway.dataAddress() + ")" : gateway.dataAddress();
  }

  private static void line(StringBuilder text, String what, String value) {
    text.append("  %-10s %s\n".formatted(what, value));
  }
}
