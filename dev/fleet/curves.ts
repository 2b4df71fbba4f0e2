import { type Curve } from './series';

export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;

export const KiB = 2 ** 10;
export const MiB = 2 ** 20;
export const GiB = 2 ** 30;

/** FNV-1a: a stable 32-bit seed for a text. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** In [0, 1): the n-th random number of a seed. A pure function of both, so that history and live agree. */
export function random(seed: number, n: number): number {
  return mix(seed + Math.imul(n + 1, 0x9e3779b9)) / 2 ** 32;
}

function mix(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** In [-1, 1]: mostly the daily rhythm of the node's work, some of it noise. */
export function rhythm(seed: number): Curve {
  const phase = random(seed, 0) * 0.15;
  return (seconds) => {
    const daily = Math.sin(2 * Math.PI * (seconds / day - phase));
    const noise = 2 * random(seed, Math.floor(seconds / minute)) - 1;
    return 0.7 * daily + 0.3 * noise;
  };
}

/** A whole count that rises by `perDay`, faster by day than by night, and never falls; zero at `fromSeconds`. */
export function counter(fromSeconds: Curve, perDay: number): Curve {
  const wave = 0.3 / (2 * Math.PI);
  return (seconds) => {
    const days = (seconds - fromSeconds(seconds)) / day;
    return Math.floor(perDay * (days + wave * (1 - Math.cos(2 * Math.PI * days))));
  };
}

export function plus(...curves: Curve[]): Curve {
  return (seconds) => curves.reduce((sum, curve) => sum + curve(seconds), 0);
}
