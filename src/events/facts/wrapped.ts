/** What stands before every line of a quoted mail, of a list, or of a comment in source. */
const dress = /^(?:\s{0,4}>){0,12}\s{0,12}(?:(?:\*|\/\/|#)\s{1,4})?/;
/** Mails are wrapped before 80 signs; a shorter line ends where its writer ended it. */
const wrapped = /^(?=.{40,120}$).* \w+ .*\w[,)\]`'"]?$/;

/** Joins a line of prose to the one before it where the sentence goes on. */
export class WrappedProse {
  private before = { mark: '', text: '' };

  /** The two lines that a sentence runs over, without what stands before each; undefined where this line begins anew. */
  join(line: string): [string, string] | undefined {
    const head = dress.exec(line)?.[0] ?? '';
    const mark = head.replace(/\s/g, '');
    const text = line.slice(head.length).trimEnd();
    const { before } = this;
    this.before = { mark, text };
    return before.mark === mark && wrapped.test(before.text) && /^[a-z0-9(~]/.test(text)
      ? [before.text, text]
      : undefined;
  }
}
