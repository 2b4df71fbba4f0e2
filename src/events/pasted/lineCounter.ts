/** Line numbers of a text that comes in parts; 1-based. Asked in rising order it looks at each character once. */
export class LineCounter {
  private line = 1;
  private at = 0;
  private lineStart = 0;
  private baseLine = 1;
  private baseStart = 0;

  /** @returns the line of a place in the buffer, and the column there, 1-based, in UTF-16 code units */
  placeOf(buffer: string, offset: number): { line: number; column: number } {
    if (offset < this.at) {
      this.line = this.baseLine;
      this.lineStart = this.baseStart;
      this.at = 0;
    }
    for (let end = buffer.indexOf('\n', this.at); end >= 0 && end < offset; end = buffer.indexOf('\n', this.at)) {
      this.line++;
      this.at = end + 1;
      this.lineStart = this.at;
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }

  /** The first characters of the buffer are taken away. */
  drop(buffer: string, length: number): void {
    const { line, column } = this.placeOf(buffer, length);
    this.line = this.baseLine = line;
    this.lineStart = this.baseStart = 1 - column;
    this.at = 0;
  }
}
