/**
 * What accounts sign in with and networks change: sealed in the database with a key that is not there.
 * The door is {@link dev.baton.vault.Vault}, which gives each account its own
 * {@link dev.baton.connector.TokenStore}. {@link dev.baton.vault.Seal} closes what others keep, and
 * {@link dev.baton.vault.SealedText} opens what lies in a file. It knows no network and no token's form.
 */
package dev.baton.vault;
