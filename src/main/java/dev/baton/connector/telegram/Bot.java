package dev.baton.connector.telegram;

/** Who we are on Telegram. @param username without {@code @} */
record Bot(long id, String username) {}
