/** What people write to a Facebook page in private, told by webhook; answers go back within a day. */
package dev.baton.connector.messenger;
