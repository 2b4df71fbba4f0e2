import { random, seedOf } from '../../fleet/curves';

/** Random draws of one seed, one after the other. */
export class Draw {
  private readonly seed: number;
  private count = 0;

  constructor(seed: string) {
    this.seed = seedOf(seed);
  }

  between(from: number, to: number): number {
    return from + (to - from) * this.next();
  }

  /** As likely between 10 and 20 as between 100 and 200. */
  scaled(from: number, to: number): number {
    return Math.exp(this.between(Math.log(from), Math.log(to)));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const picked = list[Math.floor(this.next() * list.length)];
    if (picked === undefined) {
      throw new Error('nothing to pick from');
    }
    return picked;
  }

  /** One of them, each as likely as its weight says. */
  weighted<T extends { weight: number }>(list: readonly T[]): T {
    let left = this.next() * list.reduce((sum, { weight }) => sum + weight, 0);
    return list.find(({ weight }) => (left -= weight) < 0) ?? this.pick(list);
  }

  private next(): number {
    return random(this.seed, this.count++);
  }
}
