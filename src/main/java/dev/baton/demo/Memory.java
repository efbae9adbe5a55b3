package dev.baton.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last so many, and forgets the eldest. */
final class Memory<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;

  Memory(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
