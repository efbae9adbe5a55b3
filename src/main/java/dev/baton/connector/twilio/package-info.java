/**
 * Twilio's telephone numbers: text messages and calls, which it sends by itself, and answers as text messages.
 * The door is {@link dev.baton.connector.twilio.TwilioChannel}.
 */
package dev.baton.connector.twilio;
