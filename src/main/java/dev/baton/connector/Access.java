package dev.baton.connector;

import java.util.function.Function;

/** How one account reaches its network, as its keys say. */
public interface Access {

  /** What has to be filled in before it can be reached, in words; empty if nothing. */
  String missing();

  /** Only where nothing is missing. */
  Connector connect(Tools tools);

  static Access of(String missing, Function<Tools, Connector> connect) {
    return new Access() {
      @Override
      public String missing() {
        return missing;
      }

      @Override
      public Connector connect(Tools tools) {
        return connect.apply(tools);
      }
    };
  }
}
