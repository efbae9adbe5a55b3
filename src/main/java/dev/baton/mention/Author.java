package dev.baton.mention;

/**
 * Who said it, as the network knows them. A field the network does not give is empty, {@code followers} is 0.
 *
 * @param id     the network's stable key of the author, for example a DID; never empty
 * @param handle as people write it, without a leading {@code @}
 * @param email  normalised to lower case
 * @param phone  as given, reduced to {@code +} and digits
 */
public record Author(String id, String handle, String name, long followers, String email, String phone) {

  /** Beyond this a name is not a name. */
  private static final int MAX_LENGTH = 500;

  public Author {
    id = Text.line(id, MAX_LENGTH);
    handle = Text.line(handle, MAX_LENGTH);
    name = Text.line(name, MAX_LENGTH);
    email = Text.line(email, MAX_LENGTH).toLowerCase(java.util.Locale.ROOT);
    phone = dialled(Text.line(phone, MAX_LENGTH));
    followers = Math.max(0, followers);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("author.id is blank: give the network's key of the author");
    }
  }

  /** What to call them on the screen. */
  public String shownName() {
    if (!name.isEmpty()) {
      return name;
    }
    return handle.isEmpty() ? id : "@" + handle;
  }

  private static String dialled(String phone) {
    var digits = phone.replaceAll("[^0-9]", "");
    return digits.length() < 5 ? "" : (phone.stripLeading().startsWith("+") ? "+" : "") + digits;
  }
}
