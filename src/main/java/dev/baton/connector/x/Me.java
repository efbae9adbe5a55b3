package dev.baton.connector.x;

/** The account itself. @param username without {@code @}; empty where it is not known */
record Me(String id, String username) {

  static final Me UNKNOWN = new Me("", "");

  boolean is(String userId) {
    return !id.isEmpty() && id.equals(userId);
  }

  boolean isCalled(String name) {
    return !username.isEmpty() && username.equalsIgnoreCase(name);
  }
}
