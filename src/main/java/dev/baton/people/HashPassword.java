package dev.baton.people;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The command {@code hash-password}: a password in, the line for {@code config/people.yaml} out. */
public final class HashPassword {

  /** NIST asks for fifteen where a password is all there is; shorter ones are for demonstrations. */
  private static final int SHORTEST = 12;
  private static final int LONGEST = 500;

  private final Console console;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** @param console null where there is no terminal; then the first line of {@code in} is the password */
  public HashPassword(Console console, InputStream in, PrintStream out, PrintStream err) {
    this.console = console;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** @return the exit code */
  public int run() throws IOException, GeneralSecurityException {
    var password = read();
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      err.println("A password has " + SHORTEST + " to " + LONGEST + " characters.");
      return 1;
    }
    out.println("password-hash: '" + Passwords.hashNow(password, new SecureRandom()) + "'");
    return 0;
  }

  private String read() throws IOException {
    if (console != null) {
      var typed = console.readPassword("Password: ");
      return typed == null ? "" : new String(typed);
    }
    err.println("Password (shown as it is typed): ");
    var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
