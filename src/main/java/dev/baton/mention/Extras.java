package dev.baton.mention;

import java.util.List;
import java.util.Optional;

/**
 * What a mention brought beside its words.
 *
 * @param attachments at most {@link #MOST}; the rest stays on the network
 * @param quoted      the post that it quotes
 * @param parent      the post that it answers, where it is not ours
 */
public record Extras(List<Attachment> attachments, Optional<Quoted> quoted, Optional<Quoted> parent) {

  /** No network shows more with one post; a mail can have any number. */
  public static final int MOST = 20;

  public static final Extras NONE = new Extras(List.of(), Optional.empty(), Optional.empty());

  public Extras {
    attachments = List.copyOf(attachments.size() > MOST ? attachments.subList(0, MOST) : attachments);
  }

  public static Extras of(List<Attachment> attachments) {
    return new Extras(attachments, Optional.empty(), Optional.empty());
  }
}
