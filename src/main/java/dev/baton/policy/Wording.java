package dev.baton.policy;

/**
 * What Baton writes for the desk.
 *
 * @param reminder      to a customer who owes us an answer, by itself
 * @param handedOver    offered to the agent while a department or vendor has the case, with {@code {party}} and
 *                      {@code {date}} filled in
 * @param promiseBroken the honest update offered when a promised date has passed, with {@code {date}} filled in
 * @param forwarding    the sentence that needs a leg and a date
 */
public record Wording(String reminder, String handedOver, String promiseBroken, Forwarding forwarding) {

  public String handedOver(String party, String date) {
    return handedOver.replace("{party}", party).replace("{date}", date);
  }

  public String promiseBroken(String date) {
    return promiseBroken.replace("{date}", date);
  }
}
