/** A WhatsApp number, all in private, told by webhook alone; answers go back within a day. */
package dev.baton.connector.whatsapp;
