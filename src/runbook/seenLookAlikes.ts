import { type NodeEvidence } from '../diagnosis';
import { type LookAlikeId, lookAlikes, readEvent } from '../events';

/** Look-alikes that the node's own events tell of, in the order of the list. */
export function seenLookAlikes({ events }: Pick<NodeEvidence, 'events'>): LookAlikeId[] {
  const seen = new Set(
    events.flatMap(({ message }) => {
      const reading = message === undefined ? undefined : readEvent(message);
      return reading?.kind === 'look-alike' ? [reading.look] : [];
    })
  );
  return lookAlikes.map(({ id }) => id).filter((id) => seen.has(id));
}
