/**
 * Facebook pages, in public: comments, visitors' posts, and posts that name the page. Told by webhook and read by poll
 * alike, under the same ids, so that what one of them misses the other brings.
 */
package dev.baton.connector.facebook;
