/**
 * PostgreSQL: the pool, transactions, migrations, and a server of our own for trying out.
 * {@link dev.baton.db.Postgres} gives the address, {@link dev.baton.db.Migrations} the schema, and the door is
 * {@link dev.baton.db.Database}. Every change of Baton's state goes through one of its transactions. What is done there
 * again and again is done in {@link dev.baton.db.Rounds}, what is done to everything in {@link dev.baton.db.Turns}.
 */
package dev.baton.db;
