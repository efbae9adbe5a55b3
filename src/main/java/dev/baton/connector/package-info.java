/**
 * The networks: one folder each, a client and a mapping, behind one interface and one contract test.
 * The door is {@link dev.baton.connector.Connector}. A connector knows no case and no database: it is given a cursor
 * and gives mentions, it is given a draft and gives what became of it.
 */
package dev.baton.connector;
