/**
 * Who has to know something, and how they hear of it: in the inbox, by mail, by webhook; bundled, once, and when nobody
 * takes the message, counted as an unreachable level.
 * The doors are {@link dev.baton.notice.Notices}, which writes them, and {@link dev.baton.notice.Notifier}, which tells
 * people. It knows no case; that somebody cannot be reached goes to the function it was given.
 */
package dev.baton.notice;
