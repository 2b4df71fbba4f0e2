/** An answer that came, and says that the query failed or cannot be read. */
export class AnswerError extends Error {
  constructor(
    message: string,
    readonly status?: number
  ) {
    super(message);
  }
}
