import { type SlabSample } from '../../diagnosis/evidence';
import { type Fact, type FactId, type FactSource, type FactValues } from '../../events';

type FactOf<Id extends FactId> = Fact & { id: Id; value: FactValues[Id] };

/** The facts of one node, of which every question takes the best answer. */
export class FactSheet {
  constructor(private readonly facts: readonly Fact[]) {}

  /**
   * Output counts more than what follows from it or what somebody wrote. Of several equals the latest counts where they have
   * times; else the first: who tells of a fault shows it before its cure. Of what a fault leaves more of, a far higher one
   * counts: who tries shows it before and after.
   */
  best<Id extends FactId>(id: Id): FactValues[Id] | undefined {
    const facts = this.all(id);
    let best = facts[0];
    for (const fact of facts) {
      best = best && isBetter(fact, best) ? fact : best;
    }
    return best?.value;
  }

  /** What slab must hold at least: the largest of its caches that nothing reclaims. */
  unnamedCaches(): number | undefined {
    return this.all('slabCache')
      .map(({ value }) => value.bytes)
      .sort((a, b) => b - a)[0];
  }

  private all<Id extends FactId>(id: Id): Array<FactOf<Id>> {
    return this.facts.filter((fact): fact is FactOf<Id> => fact.id === id);
  }

  /** Readings with their times, oldest first. */
  timed(id: 'slabUnreclaimableBytes' | 'memoryCgroups'): SlabSample[] {
    const samples = new Map<number, number>();
    for (const { timeSeconds, value } of this.all(id)) {
      if (timeSeconds !== undefined) {
        samples.set(timeSeconds, value);
      }
    }
    return [...samples]
      .map(([timeSeconds, bytes]) => ({ timeSeconds, bytes }))
      .sort((a, b) => a.timeSeconds - b.timeSeconds);
  }
}

const rank: Readonly<Record<FactSource, number>> = { output: 2, derived: 1, prose: 0 };

const leftByFaults = /^(?:slab|percpu|memoryC|live|dying)/;

function isBetter(fact: Fact, best: Fact): boolean {
  const surer = rank[fact.source] - rank[best.source];
  const later = (fact.timeSeconds ?? 0) - (best.timeSeconds ?? 0);
  return (surer || later || Number(isFarHigher(fact, best))) > 0;
}

/** Sentences speak of limits too, but of none for what is dying. */
function isFarHigher({ id, source, value }: Fact, best: Fact): boolean {
  return leftByFaults.test(id) && (source !== 'prose' || id[0] === 'd') && Number(value) > Number(best.value) * 1.5;
}
