/**
 * Any program as a network: what customers say comes in as signed webhooks, and answers go out as such.
 * The door is {@link dev.baton.connector.webhook.WebhookChannel}. Signed as Standard Webhooks 1.0; the body is Baton's
 * own JSON of a mention, or CloudEvents 1.0 that carry it.
 */
package dev.baton.connector.webhook;
