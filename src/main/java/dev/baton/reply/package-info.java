/**
 * Answers leave through an outbox and report what became of them.
 *
 * <pre>
 *   queued ──claim──► sending ──► accepted
 *     ▲                 │  ├────► refused
 *     └──not a byte left┘  └────► unknown ──a person looks──► accepted or refused
 * </pre>
 *
 * The doors are {@link dev.baton.reply.ReplyApi} and {@link dev.baton.reply.Sender}. A reply is never said twice without
 * a person's decision, and never disappears.
 */
package dev.baton.reply;
