import { type PastedEvidence } from './pastedEvidence';
import { TextReader, type TextReaderOptions } from './textReader';

export interface ParsePastedOptions extends TextReaderOptions {
  /** Characters between two reports of progress. */
  stepCharacters?: number;
}

const defaultStepCharacters = 128 * 1024;

/**
 * Reads a pasted text in steps, yielding how much of it is read, 0 to 1: between two steps the caller may do something
 * else. What is read does not depend on the size of the steps. Total, and linear in the text.
 */
export function* parsePasted(
  text: string,
  { stepCharacters = defaultStepCharacters, ...options }: ParsePastedOptions = {}
): Generator<number, PastedEvidence> {
  const reader = new TextReader(options);
  const step = Math.max(1, stepCharacters);
  for (let at = 0; at < text.length; at += step) {
    reader.push(text.slice(at, at + step));
    yield Math.min(1, (at + step) / text.length);
  }
  return reader.end();
}
