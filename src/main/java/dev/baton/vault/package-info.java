/**
 * What accounts sign in with and networks change: sealed in the database with a key that is not there.
 * The door is {@link dev.baton.vault.Vault}, which gives each account its own
 * {@link dev.baton.connector.TokenStore}. It knows no network and no token's form.
 */
package dev.baton.vault;
