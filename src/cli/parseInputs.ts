import { createReadStream } from 'node:fs';
import { type OwnersByPod, OwnersReader } from './ownersRead';
import { type PastedEvidence, type PlacedReading, TextReader } from '../events';

/** Bytes, in parts. */
export type Input = AsyncIterable<Uint8Array>;

/** A reading, and the file that it stands in. */
export interface FiledReading extends PlacedReading {
  file: string;
}

export interface FileEvidence {
  /** As it was named; `-` for standard input. */
  file: string;
  evidence: PastedEvidence;
}

export interface AllEvidence {
  files: FileEvidence[];
  readings: FiledReading[];
  /** Readings beyond the most that are kept; they count in the verdict all the same. */
  readingsLeftOut: number;
  owners: OwnersByPod;
}

/** So many readings are listed one by one: memory does not grow with the text. */
const maxReadings = 10_000;

/** The text has no words in it, or not all of it could be had. */
export class UnreadableInput extends Error {
  constructor(
    readonly file: string,
    readonly why: string
  ) {
    super(`${file}: ${why}`);
  }
}

/**
 * Reads each input in turn, part by part.
 * @param nowSeconds the moment that ages ("2m6s") count back from
 * @throws UnreadableInput
 */
export async function parseInputs(
  files: readonly string[],
  standardInput: Input,
  nowSeconds: number
): Promise<AllEvidence> {
  const all: Omit<AllEvidence, 'owners'> = { files: [], readings: [], readingsLeftOut: 0 };
  const owners = new OwnersReader();
  for (const file of files) {
    const reader = new TextReader({
      nowSeconds,
      onReading: (reading) => {
        if (all.readings.length < maxReadings) {
          all.readings.push({ ...reading, file });
        } else {
          all.readingsLeftOut += 1;
        }
      },
      onObject: (object) => owners.take(object),
    });
    await parseParts(file, file === '-' ? standardInput : createReadStream(file), reader);
    all.files.push({ file, evidence: reader.end() });
  }
  return { ...all, owners: owners.owners() };
}

async function parseParts(file: string, input: Input, reader: TextReader): Promise<void> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const part of input) {
      const isFirst = decoder === undefined;
      decoder ??= new TextDecoder(encodingOf(part));
      const text = decoder.decode(part, { stream: true });
      if (isFirst && text.slice(0, 1024).includes('\u0000')) {
        throw new UnreadableInput(file, 'this is not a text');
      }
      reader.push(text);
    }
  } catch (error) {
    throw error instanceof UnreadableInput ? error : new UnreadableInput(file, reasonOf(error));
  }
  reader.push(decoder?.decode() ?? '');
}

/** UTF-8, or UTF-16 as PowerShell writes it. */
function encodingOf([first, second]: Uint8Array): string {
  return first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
