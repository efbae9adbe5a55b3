package dev.baton.reply;

import dev.baton.cases.CaseKey;
import dev.baton.connector.Draft;

/** A reply claimed for sending. {@code attempt} tells this claim from a later one of the same reply. */
record Outgoing(CaseKey key, long id, String account, int attempt, Draft draft) {}
