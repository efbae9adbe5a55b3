/**
 * Which accounts there are: those of {@code config/accounts.yaml}, and those that supervisors add on the page, tried out
 * before they are kept, and sealed. The doors are {@link dev.baton.account.AddedAccounts} and
 * {@link dev.baton.account.AccountConfig}. It reads and answers nothing itself.
 */
package dev.baton.account;
