package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Chromium without a window. In this order: the system's; the one that Playwright installs for itself; on Debian
 * as root, the distribution's package. Where none of them works a test fails, and says what to do.
 */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable");
  private static final List<String> ARGUMENTS = List.of("--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync");
  private static final int INSTALL_MINUTES = 5;
  /** On a busy machine. */
  private static final double PATIENCE_MILLIS = 15_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<Tab> tabs = new ArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Browser start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var playwright = Playwright.create(new Playwright.CreateOptions()
      .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var tried = new ArrayList<String>();
    return system().flatMap(path -> launch(playwright, Optional.of(path), tried))
      .or(() -> run(tried, java(), "-cp", System.getProperty("java.class.path"), CLI.class.getName(), "install",
        "--only-shell", "chromium") ? launch(playwright, Optional.empty(), tried) : Optional.empty())
      .or(() -> isDebianRoot() && run(tried, "apt-get", "install", "-y", "chromium")
        ? system().flatMap(path -> launch(playwright, Optional.of(path), tried)) : Optional.empty())
      .orElseThrow(() -> new AssertionError("These tests need a Chromium, and none could be had. Put chromium or"
        + " google-chrome on the PATH (Debian: apt-get install chromium). Tried: " + tried));
  }

  private static Optional<Path> system() {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return NAMES.stream().flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
      .filter(Files::isExecutable).findFirst();
  }

  private static Optional<Browser> launch(Playwright playwright, Optional<Path> executable, List<String> tried) {
    var isRoot = "root".equals(System.getProperty("user.name"));
    var options = new BrowserType.LaunchOptions().setHeadless(true)
      .setArgs(Stream.concat(ARGUMENTS.stream(), isRoot ? Stream.of("--no-sandbox") : Stream.empty()).toList());
    executable.ifPresent(options::setExecutablePath);
    try {
      return Optional.of(new Browser(playwright, playwright.chromium().launch(options)));
    } catch (PlaywrightException e) {
      tried.add(executable.map(Path::toString).orElse("Playwright's own") + ": " + e.getMessage().lines().findFirst()
        .orElse(""));
      return Optional.empty();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static boolean isDebianRoot() {
    return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/etc/debian_version"));
  }

  private static boolean run(List<String> tried, String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      var ended = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      tried.add(String.join(" ", command[0], command[command.length - 1])
        + (ended ? " ended with " + process.exitValue() : " took too long"));
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      tried.add(command[0] + ": " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A window of a desk. */
  Tab wide(URI address) {
    return open(address, 1_280, 800, ColorScheme.LIGHT);
  }

  /** A telephone at night. */
  Tab narrowAndDark(URI address) {
    return open(address, 360, 740, ColorScheme.DARK);
  }

  private Tab open(URI address, int width, int height, ColorScheme scheme) {
    var context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
      .setBaseURL(address.toString()).setViewportSize(width, height).setColorScheme(scheme).setLocale("en-GB")
      .setTimezoneId("UTC"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    var tab = new Tab(context);
    tabs.add(tab);
    return tab;
  }

  /** Closes every tab, and fails if one of them complained. */
  void closeTabs() {
    var complaints = tabs.stream().flatMap(tab -> tab.complaints.stream()).toList();
    tabs.forEach(tab -> tab.context.close());
    tabs.clear();
    assertEquals(List.of(), complaints, "the browser complained");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** One person's page, with everything the browser had to complain about. */
  static final class Tab {

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Tab(BrowserContext context) {
      this.context = context;
      page = context.newPage();
      page.addInitScript("addEventListener('securitypolicyviolation', e => console.error("
        + "`CSP ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))");
      page.onPageError(complaints::add);
      page.onConsoleMessage(message -> {
        // that a request was refused is said by Chromium itself, and is what some tests are about
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
          complaints.add(message.text());
        }
      });
    }

    Page page() {
      return page;
    }

    Tab go(String path) {
      page.navigate(path);
      return this;
    }

    Tab signIn(String person) {
      go("/");
      find("login").fill(person);
      find("password").fill(Gateway.DEMO_PASSWORD);
      find("sign-in").click();
      PlaywrightAssertions.assertThat(page.locator("[data-test=connection][data-state=live]")).isAttached();
      return this;
    }

    /** By its hook for tests. */
    Locator find(String hook) {
      return page.locator("[data-test=" + hook + "]");
    }

    Locator row(long caseId) {
      return page.locator("[data-test=case-row][data-case-id='" + caseId + "']");
    }

    Tab open(long caseId) {
      go("/cases/" + caseId);
      PlaywrightAssertions.assertThat(find("case")).isVisible();
      return this;
    }

    boolean scrollsSideways() {
      return (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
    }
  }
}
