/**
 * What Baton decides by itself, measured on labelled data: the command {@code quality}. The doors are one class a
 * measure, such as {@link dev.baton.quality.LinkQuality}; {@link dev.baton.quality.Csv} reads the tables of all of them.
 */
package dev.baton.quality;
