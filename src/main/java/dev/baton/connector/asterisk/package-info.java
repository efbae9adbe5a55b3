/**
 * The telephone system Asterisk: calls that nobody answered, heard on its manager interface (AMI).
 * The door is {@link dev.baton.connector.asterisk.AsteriskChannel}. Lines of text become messages, messages become calls,
 * a call that ended becomes what its caller wanted of us.
 */
package dev.baton.connector.asterisk;
