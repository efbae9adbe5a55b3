/**
 * Telegram: a bot that customers write to, alone or in groups.
 * The door is {@link dev.baton.connector.telegram.TelegramChannel}. Updates are asked for and confirmed once they are
 * kept, or Telegram sends them to the account's hook; an answer is a message that nothing keeps single, so one whose
 * fate is unknown is for a person to decide.
 */
package dev.baton.connector.telegram;
