import { type LoaderContext } from 'webpack';

export interface PartOptions {
  /** What of the file's value this import takes. */
  part: (value: unknown) => unknown;
}

/** Takes a part of a JSON file into the bundle: `x.json` and `x.json?later` come with different chunks. */
export default function partLoader(this: LoaderContext<PartOptions>, json: string): string {
  return JSON.stringify(this.getOptions().part(JSON.parse(json)));
}
