package dev.baton.notice;

import io.vertx.core.Future;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/** Knows what legs and flags ask for. */
@FunctionalInterface
public interface Questions {

  /**
   * What a person is asked by these; what is not there any more is left out.
   *
   * @param address where people open Baton; their links begin with it
   */
  Future<List<Asked>> of(String person, Collection<About> legs, URI address);

  /** A leg or flag. */
  record About(String brand, long leg) {}
}
