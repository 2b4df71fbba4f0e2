/** An answer that came, and says that the query failed or cannot be read. */
export class AnswerError extends Error {
  constructor(
    message: string,
    readonly status?: number
  ) {
    super(message);
  }
}

/** The data source that was to be asked is not there. */
export class SourceGoneError extends Error {}

/** Nothing at the data source answers this kind of question, whoever asks. */
export class UnsupportedError extends Error {}
