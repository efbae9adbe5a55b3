/**
 * Answers leave through an outbox and report what became of them.
 *
 * <pre>
 *   queued ──claim──► sending ──► accepted ──it came back──► refused
 *     ▲                 │  ├────► refused
 *     ├──not a byte left┤  └────► unknown ──a person looks, or the network says──► accepted or refused
 *     │                 │            ▲
 *     │   answer lost: in doubt ─────┘ it cannot be seen
 *     └──────────── the network is asked, and has it not
 * </pre>
 *
 * The doors are {@link dev.baton.reply.ReplyApi}, {@link dev.baton.reply.Sender} and {@link dev.baton.reply.Arrivals}. A reply is never said twice without
 * a person's decision, and never disappears.
 */
package dev.baton.reply;
