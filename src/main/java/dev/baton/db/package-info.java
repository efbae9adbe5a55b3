/**
 * PostgreSQL: the pool, transactions, migrations, and a server of our own for trying out.
 * The door is {@link dev.baton.db.Database}. Every change of Baton's state goes through one of its transactions.
 */
package dev.baton.db;
