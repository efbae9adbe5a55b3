/**
 * What the networks of one family have alike: Facebook, Messenger, Instagram and WhatsApp are asked through one API,
 * and send to one kind of webhook. The doors are {@link dev.baton.connector.meta.Graph} to ask, {@link
 * dev.baton.connector.meta.MetaHook} to be told, and {@link dev.baton.connector.meta.DirectMessages} for what people
 * say in private.
 */
package dev.baton.connector.meta;
