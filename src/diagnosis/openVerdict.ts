import { type Diagnosis, type ReasonKey } from './diagnosis';

/** Reasons that leave it open whether the fault is there, the most pressing first: what would show it is not known. */
const openReasons = ['podsWaitUnexplained', 'growthUnseen', 'cgroupsUncounted'] as const satisfies readonly ReasonKey[];

/** Of a node that does not do its work. */
export const mostPressing = openReasons.length;

/** How pressing what it leaves open is, 0 where it leaves nothing open. */
export function openRank(diagnosis: Pick<Diagnosis, 'state' | 'reasons'>): number {
  const open = whatIsOpen(diagnosis);
  return open === undefined ? 0 : openReasons.length - openReasons.indexOf(open);
}

/** Nothing is found, and the verdict says why something may well be there. */
export function whatIsOpen({
  state,
  reasons,
}: Pick<Diagnosis, 'state' | 'reasons'>): (typeof openReasons)[number] | undefined {
  return state === 'exposed' || state === 'clear' || state === 'unknown'
    ? openReasons.find((open) => reasons.some(({ key }) => key === open))
    : undefined;
}
