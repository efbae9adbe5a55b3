package dev.baton.http;

/** A request that ends with a problem. No bug, so it carries no stack trace and is not logged. */
public final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  HttpProblem(Problem problem) {
    super(problem.status() + " " + problem.title() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  public static HttpProblem of(int status, String title, String detail) {
    return Problem.of(status, title, detail).failure();
  }

  public Problem problem() {
    return problem;
  }
}
