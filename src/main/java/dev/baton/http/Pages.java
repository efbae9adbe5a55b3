package dev.baton.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files. Where there is a folder {@code webroot} they come from there, so that an edit shows on reload; else
 * from the jar. A browser asks every time and is told whether its copy is still good, so an upgrade is one reload away.
 */
public final class Pages implements Part {

  private static final String START = "/index.html";
  private static final List<String> SCREENS = List.of("/", "/cases/*", "/legs", "/legs/*", "/monitor", "/accounts",
    "/sign-in");
  /** For people without an account; what the link is for stands behind its {@code #}. */
  private static final String LINK = "/leg";
  private static final String LINK_START = "/link.html";
  /** No hidden files, no way up. */
  private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");
  private static final int MAX_PATH = 200;

  private final Vertx vertx;
  private final Path folder;
  private final Map<String, String> vendors;
  private final Map<String, Page> fromJar = new ConcurrentHashMap<>();

  private record Page(Buffer content, String tag) {}

  /** @param libraries WebJars to serve, below {@code /vendor/<name>/} */
  public Pages(Vertx vertx, Path folder, List<String> libraries) {
    this.vertx = vertx;
    this.folder = Files.isDirectory(folder) ? folder.toAbsolutePath().normalize() : null;
    this.vendors = new LinkedHashMap<>();
    libraries.forEach(name -> vendors.put("/vendor/" + name + "/",
      "META-INF/resources/webjars/" + name + "/" + versionOf(name) + "/"));
  }

  private static String versionOf(String library) {
    var file = "META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
    try (var in = Pages.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the library " + library + " is not on the class path");
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void mount(Router router) {
    SCREENS.forEach(path -> router.get(path).handler(context -> serve(context, START)));
    router.get(LINK).handler(context -> serve(context, LINK_START));
    router.get("/*").handler(context -> {
      if (context.normalizedPath().startsWith("/api/")) {
        context.next();
      } else {
        serve(context, context.normalizedPath());
      }
    });
  }

  private void serve(RoutingContext context, String path) {
    if (path.length() > MAX_PATH || !NAME.matcher(path).matches()) {
      context.fail(404);
      return;
    }
    read(path)
      .onSuccess(page -> send(context, page, MimeMapping.mimeTypeForFilename(path)))
      .onFailure(e -> context.fail(404));
  }

  private Future<Page> read(String path) {
    var vendor = vendors.keySet().stream().filter(path::startsWith).findFirst();
    if (vendor.isEmpty() && folder != null) {
      return vertx.fileSystem().readFile(folder.resolve(path.substring(1)).toString()).map(Pages::page);
    }
    var known = fromJar.get(path);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    var resource = vendor.map(v -> vendors.get(v) + path.substring(v.length())).orElse("webroot" + path);
    return vertx.executeBlocking(() -> page(load(resource)), false)
      .onSuccess(page -> fromJar.put(path, page)); // only what exists, so it cannot grow without end
  }

  private static Buffer load(String resource) throws IOException {
    try (var in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no such file");
      }
      return Buffer.buffer(in.readAllBytes());
    }
  }

  private static Page page(Buffer content) {
    return new Page(content, tagOf(content));
  }

  /** Weak, since the answer may be compressed on the way. */
  static String tagOf(Buffer content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void send(RoutingContext context, Page page, String type) {
    var response = context.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.putHeader(HttpHeaders.ETAG, page.tag());
    if (page.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    var isText = type != null && type.matches("text/.*|application/(javascript|json|manifest\\+json)|image/svg.*");
    response.putHeader(HttpHeaders.CONTENT_TYPE, type == null ? "application/octet-stream"
      : isText ? type + ";charset=utf-8" : type);
    if (!isText) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY); // already compressed
    }
    response.end(page.content());
  }
}
