package dev.baton.demo;

import io.vertx.core.Future;
import java.time.Instant;

/** Where calls are taken: an agent listens and writes down what was said. */
@FunctionalInterface
public interface PhoneDesk {

  /**
   * @param externalId of the call, never used again
   * @param text       what the agent wrote down
   * @return the reference that the caller is told, such as they may quote it later; may be empty
   */
  Future<String> logCall(String externalId, String name, String phone, String text, Instant at);
}
