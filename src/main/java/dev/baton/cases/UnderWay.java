package dev.baton.cases;

import java.time.Instant;
import java.util.List;

/**
 * What of a case bears on a date that could be promised.
 *
 * @param legs handed to departments and vendors and not yet answered
 */
public record UnderWay(String brand, String queue, List<Handed> legs) {

  public UnderWay {
    legs = List.copyOf(legs);
  }

  /** @param answerBy when it is answered at the latest, as agreed */
  public record Handed(String party, String expert, Instant answerBy) {}
}
