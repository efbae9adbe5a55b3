/**
 * E-mail: a mailbox read over IMAP and answered over SMTP. Nothing on the server is ever deleted, moved or flagged.
 * The door is {@link dev.baton.connector.mail.MailConnector}.
 *
 * <pre>
 *   Mailbox (IMAP) ── RawMail ──► MailReader (pure) ── a mention, a receipt, or passed over
 *   an attachment ──► Enclosures (IMAP) ── its bytes, wherever the mail was moved
 *   Draft ──► Letter (pure) ──► Postman (SMTP) ── what became of it ──► a copy into Sent
 * </pre>
 *
 * The mail library waits, so everything that talks to a server does so on threads of its own ({@code Hands}).
 */
package dev.baton.connector.mail;
