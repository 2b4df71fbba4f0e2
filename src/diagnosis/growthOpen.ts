import { type Diagnosis } from './diagnosis';

/** No leak is seen, and the verdict says that one may well be there: what would show it is not measured. */
export function isGrowthOpen({ state, reasons }: Pick<Diagnosis, 'state' | 'reasons'>): boolean {
  return state === 'exposed' && reasons.some(({ key }) => key === 'growthUnseen');
}
