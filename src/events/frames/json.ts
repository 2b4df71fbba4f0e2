import { isRecord } from '../../json/isRecord';

export type JsonObject = Record<string, unknown>;

export const objectIn = (from: JsonObject, key: string): JsonObject => (isRecord(from[key]) ? from[key] : {});
export const listIn = (from: JsonObject, key: string): unknown[] => (Array.isArray(from[key]) ? from[key] : []);

export function textIn(from: JsonObject, ...keys: string[]): string | undefined {
  return keys.map((key) => from[key]).find((value): value is string => typeof value === 'string' && value !== '');
}

/** A number, or a text that is one. */
export function numberIn(from: JsonObject, ...keys: string[]): number | undefined {
  return keys
    .map((key) => from[key])
    .filter((value) => typeof value === 'number' || (typeof value === 'string' && /^[0-9]{1,15}$/.test(value)))
    .map(Number)
    .find(Number.isFinite);
}

/** RFC 3339 to Unix seconds. */
export function timeIn(from: JsonObject, ...keys: string[]): number | undefined {
  const milliseconds = keys.map((key) => Date.parse(textIn(from, key)?.slice(0, 40) ?? '')).find(Number.isFinite);
  return milliseconds === undefined ? undefined : Math.floor(milliseconds / 1000);
}

/** The value a text writes, or undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
