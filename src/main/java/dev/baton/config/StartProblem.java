package dev.baton.config;

/** Why Baton cannot start, in words that tell the reader what to do; no stack trace is worth showing. */
public final class StartProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartProblem(String message) {
    super(message);
  }

  public StartProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
